using System.Collections;

namespace QuantBuild.Diagnostics;

/// <summary>Collects diagnostics about one file on their way to the report.</summary>
internal sealed class DiagnosticBag(string file) : IEnumerable<Diagnostic>
{
    private readonly List<Diagnostic> _diagnostics = [];

    public string File => file;

    public bool HasErrors => _diagnostics.Exists(d => d.Severity == Severity.Error);

    public int Count => _diagnostics.Count;

    /// <summary>With another severity than the descriptor's own.</summary>
    public void Add(DiagnosticDescriptor descriptor, Severity severity, string message) =>
        _diagnostics.Add(new Diagnostic(descriptor, message, file) { Severity = severity });

    public void Add(DiagnosticDescriptor descriptor, string message, string? tensor = null) =>
        _diagnostics.Add(new Diagnostic(descriptor, message, file) { Tensor = tensor });

    public void Add(Diagnostic diagnostic) => _diagnostics.Add(diagnostic);

    public IEnumerator<Diagnostic> GetEnumerator() => _diagnostics.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
