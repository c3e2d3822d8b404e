using System.Text;
using Microsoft.Build.Utilities;

namespace QuantBuild.Tasks;

/// <summary>Items from plain text: MSBuild reads <c>%20</c>, <c>;</c> and their like in what a task sets as escapes, and a file may be named so.</summary>
internal static class Items
{
    private const string Special = "%*?@$();'";

    public static TaskItem New(string path) => new(Escape(path));

    public static void Set(TaskItem item, string name, string value) => item.SetMetadata(name, Escape(value));

    private static string Escape(string text)
    {
        if (text.IndexOfAny(Special.ToCharArray()) < 0)
        {
            return text;
        }

        var escaped = new StringBuilder();
        foreach (var letter in text)
        {
            escaped.Append(Special.IndexOf(letter) < 0 ? letter.ToString() : $"%{(int)letter:x2}");
        }

        return escaped.ToString();
    }
}
