namespace QuantBuild.Diagnostics;

/// <summary>One thing a person must know: what (with numbers and limit), where, and the next step.</summary>
/// <param name="Descriptor">Its kind.</param>
/// <param name="Message">One line: the offending value, the legal range, the setting that mends it.</param>
/// <param name="File">The model it is about, or the project file; absolute.</param>
internal sealed record Diagnostic(DiagnosticDescriptor Descriptor, string Message, string File)
{
    private const int LongestMessage = 32_000;

    public Severity Severity { get; init; } = Descriptor.Severity;

    /// <summary>Names in it may come from a file that nobody can trust: no control characters, and no end that never comes.</summary>
    public string Message { get; init; } = Printable(Message);

    public string Code => Descriptor.Id;

    /// <summary>Line of the item in the project file; 1 where the diagnostic is about a model.</summary>
    public int Line { get; init; } = 1;

    public int Column { get; init; } = 1;

    /// <summary>The tensor it is about, if any.</summary>
    public string? Tensor { get; init; }

    /// <summary>The process it is about, if any.</summary>
    public string? Process { get; init; }

    /// <summary>MSBuild's canonical form, which editors and CI hosts parse: <c>file(1,1): error QB2001: text</c>.</summary>
    public override string ToString() =>
        $"{File}({Line},{Column}): {Severity.ToString().ToLowerInvariant()} {Code}: {Message}";

    private static string Printable(string text) =>
        PrintableText.OfLines(text.Length <= LongestMessage ? text : text[..LongestMessage] + "…");
}
