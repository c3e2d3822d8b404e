using QuantBuild.Diagnostics;
using QuantBuild.Reporting;

namespace QuantBuild.Core.Tests.Reporting;

public sealed class Canonical_diagnostics
{
    private static readonly Diagnostic Sample =
        new(Descriptors.OverBudget, "Process 'app (2)': 400.0 MB > 380.0 MB.", "/app (1,1)/my app.csproj") { Line = 12, Column = 5, Severity = Severity.Warning };

    [Fact]
    public void Are_a_line_each() => Assert.Equal(
        "/app (1,1)/my app.csproj(12,5): warning QB2001: Process 'app (2)': 400.0 MB > 380.0 MB.\n/m.onnx(1,1): error QB1002: empty\n",
        DiagnosticsFile.Format([Sample, new Diagnostic(Descriptors.FileEmpty, "empty", "/m.onnx")]));

    [Fact]
    public void Come_back_as_they_were() => Assert.Equal(Sample, DiagnosticsFile.Parse(DiagnosticsFile.OneLine(Sample)));

    [Fact]
    public void Stay_on_one_line() => Assert.Equal(
        "/m.onnx(1,1): error QB1007: one two", DiagnosticsFile.OneLine(new Diagnostic(Descriptors.Malformed, "one\r\ntwo", "/m.onnx")));

    [Theory]
    [InlineData("")]
    [InlineData("Build succeeded.")]
    [InlineData("/m.onnx(1,1): error QB0000: no such code")]
    [InlineData("/m.onnx(1): error QB1001: no column")]
    [InlineData("/m.onnx(1,99999999999): error QB1001: no number")]
    public void Are_told_from_other_lines(string line) => Assert.Null(DiagnosticsFile.Parse(line));
}
