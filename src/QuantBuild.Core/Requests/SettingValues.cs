using System.Globalization;
using QuantBuild.Diagnostics;
using QuantBuild.Models;

namespace QuantBuild.Requests;

/// <summary>Reads one item's values by name and type; what is not legal becomes a diagnostic at the item.</summary>
internal sealed class SettingValues
{
    private readonly RequestItem _item;
    private readonly RequestItem? _properties;
    private readonly ICollection<Diagnostic> _diagnostics;

    public SettingValues(RequestItem item, RequestItem? properties, ICollection<Diagnostic> diagnostics)
    {
        _item = IgnoreCase(item);
        _properties = properties is null ? null : IgnoreCase(properties);
        _diagnostics = diagnostics;
    }

    /// <summary>A value was refused.</summary>
    public bool Failed { get; private set; }

    /// <summary>The value as written, or the default; MSBuild cannot tell an empty value from none.</summary>
    public string Text(SettingName name) => Find(name)?.Value ?? name.Default;

    public string? TextOrNull(SettingName name) => Text(name) is { Length: > 0 } text ? text : null;

    /// <summary>Somebody wrote it, be it as the default.</summary>
    public bool IsSet(SettingName name) => Find(name) is not null;

    /// <summary>The name of a switch, which has to fit into a line of a settings file.</summary>
    public string? Switch(SettingName name)
    {
        var text = TextOrNull(name);
        if (text is null || text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.' or ':'))
        {
            return text;
        }

        Illegal(name);
        return null;
    }

    public IReadOnlyList<string> List(SettingName name) =>
        [.. Text(name).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    public bool Flag(SettingName name) => Parsed<bool>(name, text => bool.TryParse(text, out var value) ? value : null) ?? false;

    public T? Choice<T>(SettingName name)
        where T : struct, Enum => Parsed(name, ParseName<T>);

    public ByteSize? Size(SettingName name, ByteSize minimum = default) =>
        Parsed(name, text => ByteSize.TryParse(text, out var value) && value >= minimum ? value : (ByteSize?)null);

    public int Count(SettingName name, int minimum, int maximum) => Parsed(name, text =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum ? value : (int?)null) ?? minimum;

    public double? Number(SettingName name, double minimum, double maximum) => Parsed(name, text => ParseNumber(text, minimum, maximum));

    /// <summary>A percentage as a share of one.</summary>
    public double? Share(SettingName name, double minimum, double maximum) => Parsed<double>(name, text =>
        text.EndsWith('%') && ParseNumber(text[..^1].TrimEnd(), minimum * 100, maximum * 100) is { } percent ? percent / 100 : null);

    /// <summary>Refuses every name that is not built and has another value than its default.</summary>
    public void RefuseUnavailable(IEnumerable<SettingName> names)
    {
        foreach (var name in names.Where(name => !name.Available))
        {
            if (Find(name) is { } found && !string.Equals(found.Value, name.Default, StringComparison.OrdinalIgnoreCase))
            {
                NotAvailable(name);
            }
        }
    }

    public void Illegal(SettingName name, string? legal = null) =>
        Refuse(Descriptors.IllegalValue, $"{Subject(name)} is not legal; legal: {legal ?? name.Legal}.");

    public void NotAvailable(SettingName name)
    {
        var instead = name.Default.Length == 0 ? "remove it" : $"remove it, or write its default '{name.Default}'";
        Refuse(Descriptors.NotAvailableYet, $"{Subject(name)} is not available yet; {instead}.");
    }

    public void Refuse(DiagnosticDescriptor descriptor, string message)
    {
        Failed = true;
        _diagnostics.Add(new Diagnostic(descriptor, message, _item.File) { Line = _item.Line, Column = _item.Column });
    }

    /// <summary>The name as the person spelled it, its value, and the item: <c>Scheme 'fp17' of QuantizeModel 'a.onnx'</c>.</summary>
    public string Subject(SettingName name)
    {
        var value = $"'{Text(name)}'";
        return Find(name) is { FromProperty: true } ? $"{name.Property} {value}"
            : _item.AtPrompt ? $"{name.Option} {value}"
            : _item.Kind.Length == 0 ? $"{name.Name} {value}"
            : $"{name.Name} {value} of {_item.Kind} '{_item.Include}'";
    }

    private T? Parsed<T>(SettingName name, Func<string, T?> parse)
        where T : struct
    {
        var text = Text(name);
        if (text.Length == 0)
        {
            return null;
        }

        if (parse(text) is { } value)
        {
            return value;
        }

        Illegal(name);
        return null;
    }

    private (string Value, bool FromProperty)? Find(SettingName name)
    {
        if (_item.Metadata.GetValueOrDefault(name.Name)?.Trim() is { Length: > 0 } own)
        {
            return (own, false);
        }

        return name.HasProperty && _properties?.Metadata.GetValueOrDefault(name.Property)?.Trim() is { Length: > 0 } inherited
            ? (inherited, !_properties.AtPrompt)
            : null;
    }

    // Enum.TryParse would accept numbers, and combinations of names.
    private static T? ParseName<T>(string text)
        where T : struct, Enum =>
        Enum.GetNames<T>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } match ? Enum.Parse<T>(match) : null;

    private static double? ParseNumber(string text, double minimum, double maximum) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum
            ? value
            : null;

    private static RequestItem IgnoreCase(RequestItem item)
    {
        var metadata = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in item.Metadata)
        {
            metadata[name] = value;
        }

        return item with { Metadata = metadata };
    }
}
