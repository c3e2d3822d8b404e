using QuantBuild.Execution;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Execution;

public sealed class Loading_a_model
{
    [Theory]
    [InlineData("Basic")]
    [InlineData("All")]
    public void Succeeds_for_a_legal_one(string level)
    {
        using var folder = new TestDirectory();

        var outcome = Load(TestModels.Linear().Save(folder.File("legal ö.onnx")), Enum.Parse<OptimizationLevel>(level));

        Assert.Null(outcome.Death);
        Assert.NotNull(outcome.Response);
        Assert.Null(outcome.Response.Failure);
    }

    [Fact]
    public void Gives_the_reason_on_one_line_for_an_unknown_operator()
    {
        using var folder = new TestDirectory();
        var model = new ModelBuilder().Input("x", "1").Node("NoSuchOperator", ["x"]).Output("y", "1").Save(folder.File("m.onnx"));

        var failure = Load(model, OptimizationLevel.Basic).Response?.Failure;

        Assert.NotNull(failure);
        Assert.Equal(FailureStage.Load, failure.Stage);
        Assert.Contains("NoSuchOperator", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public void Gives_the_reason_for_a_file_that_is_no_model()
    {
        using var folder = new TestDirectory();

        var failure = Load(folder.Write("m.onnx", "<html>"), OptimizationLevel.Basic).Response?.Failure;

        Assert.Equal(FailureStage.Load, failure?.Stage);
    }

    private static ExecutionOutcome<LoadResponse> Load(string model, OptimizationLevel level) =>
        new ExecutionClient().Run(ExecutionVerbs.Load, new LoadRequest(model, level), TestModels.Limits);
}
