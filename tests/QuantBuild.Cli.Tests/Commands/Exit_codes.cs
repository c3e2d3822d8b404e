using QuantBuild.Diagnostics;

namespace QuantBuild.Cli.Tests.Commands;

public sealed class Exit_codes
{
    [Fact]
    public void A_clean_check_is_0() => Assert.Equal(0, ToolRun.With(Reports.Skipped, "a.onnx").ExitCode);

    [Fact]
    public void Warnings_alone_are_0() => Assert.Equal(0, ToolRun.With(Reports.Saying(Descriptors.NearBudget, Descriptors.PeakRaised), "a.onnx").ExitCode);

    [Fact]
    public void Warnings_are_2_where_asked() => Assert.Equal(2, ToolRun.With(Reports.Saying(Descriptors.NearBudget), "a.onnx", "--fail-on", "warning").ExitCode);

    [Fact]
    public void An_error_of_policy_is_2() => Assert.Equal(2, ToolRun.With(Reports.Saying(Descriptors.OverBudget), "a.onnx").ExitCode);

    [Fact]
    public void An_error_of_verification_is_2() => Assert.Equal(2, ToolRun.With(Reports.Saying(Descriptors.BelowGate), "a.onnx").ExitCode);

    [Fact]
    public void What_could_not_be_done_is_1_and_wins() => Assert.Equal(1, ToolRun.With(Reports.Saying(Descriptors.OverBudget, Descriptors.FileMissing), "a.onnx").ExitCode);

    [Theory]
    [InlineData("check", "a.onnx", "--unknown")]
    [InlineData("check", "a.onnx", "--scheme")]
    [InlineData("check", "a.onnx", "--scheme", "fp16", "--scheme", "int8")]
    [InlineData("quantize", "a.onnx")]
    public void A_command_line_that_cannot_be_understood_is_1(params string[] args)
    {
        var run = ToolRun.With(Reports.Skipped, args);

        Assert.Equal(1, run.ExitCode);
        Assert.Null(run.Request);
        Assert.Equal("", run.Output);
        Assert.Contains("--help", run.Error, StringComparison.Ordinal);
    }
}
