namespace QuantBuild.Diagnostics;

/// <summary>How a diagnostic weighs, in MSBuild's words.</summary>
internal enum Severity
{
    Info,
    Warning,
    Error,
}
