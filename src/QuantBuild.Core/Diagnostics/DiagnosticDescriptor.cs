namespace QuantBuild.Diagnostics;

/// <summary>One kind of diagnostic; ids are never reused.</summary>
/// <param name="Id"><c>QB</c> and four digits: the first says the area (1 input, 2 policy, 3 quantization, 4 verification, 5 environment and options, 9 internal).</param>
/// <param name="Severity">Default severity.</param>
/// <param name="Title">A few words, as in the table of <c>explain</c>.</param>
internal sealed record DiagnosticDescriptor(string Id, Severity Severity, string Title);
