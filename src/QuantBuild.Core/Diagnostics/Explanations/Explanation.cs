namespace QuantBuild.Diagnostics.Explanations;

/// <summary>What <c>explain</c> says of one diagnostic.</summary>
/// <param name="Descriptor">Its kind, with the title.</param>
/// <param name="Cause">Why it is reported.</param>
/// <param name="Example">A message, or what leads to one.</param>
/// <param name="Fix">What to do; settings by name.</param>
internal sealed record Explanation(DiagnosticDescriptor Descriptor, string Cause, string Example, string Fix);
