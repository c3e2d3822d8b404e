using System.Text;

namespace QuantBuild.Requests;

/// <summary>One name of the surface: an item's metadata, or a property.</summary>
/// <param name="Name">As in a project file.</param>
/// <param name="Default">As written; empty where there is none.</param>
/// <param name="Legal">The legal values, in words.</param>
internal sealed record SettingName(string Name, string Default, string Legal)
{
    /// <summary>The legal values of a switch.</summary>
    public const string Flag = "true, false";

    /// <summary>The legal form of a switch of the application.</summary>
    public const string Switch = "the name of a switch, in ASCII letters, digits, '_', '-', '.' and ':'";

    private const string PropertyPrefix = "QuantBuild";

    /// <summary>False: nothing but the default is legal yet.</summary>
    public bool Available { get; init; } = true;

    /// <summary>Several values, separated by <c>;</c> or by repeating the option.</summary>
    public bool IsList { get; init; }

    /// <summary>True or false; the bare option means true.</summary>
    public bool IsFlag => Legal == Flag;

    /// <summary>The property <c>QuantBuild&lt;Name&gt;</c> sets it for every item of a project.</summary>
    public bool HasProperty { get; init; }

    /// <summary>The property's name, where there is one.</summary>
    public string Property => Name.StartsWith(PropertyPrefix, StringComparison.Ordinal) ? Name : PropertyPrefix + Name;

    /// <summary>The option at the prompt: <c>--accuracy-critical</c>.</summary>
    public string Option
    {
        get
        {
            var words = Name.StartsWith(PropertyPrefix, StringComparison.Ordinal) ? Name.AsSpan(PropertyPrefix.Length) : Name;
            var option = new StringBuilder("-");
            foreach (var letter in words)
            {
                option.Append(char.IsUpper(letter) ? "-" : "").Append(char.ToLowerInvariant(letter));
            }

            return option.ToString();
        }
    }
}
