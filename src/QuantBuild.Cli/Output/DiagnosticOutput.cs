using QuantBuild.Diagnostics;
using QuantBuild.Reporting;

namespace QuantBuild.Cli.Output;

/// <summary>Diagnostics on standard error, in the form that editors and CI hosts parse.</summary>
internal static class DiagnosticOutput
{
    public static void Write(ToolHost host, IEnumerable<Diagnostic> diagnostics) => host.Error.Write(DiagnosticsFile.Format(diagnostics));
}
