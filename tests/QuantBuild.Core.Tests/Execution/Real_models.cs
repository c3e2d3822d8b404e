using System.Text;
using QuantBuild.Execution;
using QuantBuild.TestSupport;
using Xunit.Abstractions;

namespace QuantBuild.Core.Tests.Execution;

public sealed class Real_models(ITestOutputHelper log)
{
    [RealModelFact]
    public void Are_identical_with_themselves_wherever_they_run()
    {
        var table = new StringBuilder("model | loads BASIC | runs | set to 1 | reason\n");
        var ran = 0;
        foreach (var model in Directory.EnumerateFiles(Path.Combine(RealModels.Folder!, "onnx"), "*.onnx").Order(StringComparer.Ordinal))
        {
            var outcome = new ExecutionClient().Run(ExecutionVerbs.Compare, new CompareRequest(model, model), TestModels.Limits);
            Assert.Null(outcome.Death);
            var response = outcome.Response!;
            Assert.All(response.Outputs, output => Assert.True(output.Identical, $"{model}: {output}"));
            ran += response.OriginalFailure is null ? 1 : 0;
            table.AppendLine(string.Join(" | ", Path.GetFileNameWithoutExtension(model),
                response.OriginalFailure?.Stage == FailureStage.Load ? "no" : "yes", response.OriginalFailure is null ? "yes" : "no",
                string.Join(", ", response.UnsetDimensions), response.OriginalFailure?.Message));
        }

        log.WriteLine(table.ToString());
        Assert.True(ran > 0);
    }
}
