using QuantBuild.Inspection;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Inspection;

public sealed class Consumer_runtime
{
    [Theory]
    [InlineData("""{ "targets": { "net10.0": { "Microsoft.ML.OnnxRuntime/1.31.1": {}, "Microsoft.ML.OnnxRuntime.Managed/1.31.1": {} } } }""", "1.31.1")]
    [InlineData("""{ "targets": { "net10.0": { "Microsoft.ML.OnnxRuntime/1.9.0": {} }, "net8.0": { "Microsoft.ML.OnnxRuntime/1.31.1": {} } } }""", "1.9.0")]
    [InlineData("""{ "targets": { "net10.0": { "Microsoft.ML.OnnxRuntime.Gpu/1.20.1": {}, "microsoft.ml.onnxruntime.managed/1.20.1": {} } } }""", "1.20.1")]
    [InlineData("""{ "targets": { "net10.0": { "Microsoft.ML.OnnxRuntimeGenAI/0.9.0": {} } } }""", null)]
    [InlineData("""{ "version": 3 }""", null)]
    public void Is_the_lowest_version_that_was_restored(string assets, string? version)
    {
        using var folder = new TestDirectory();

        Assert.Equal(version, ConsumerRuntime.Read(folder.Write("project.assets.json", assets))?.ToNormalizedString());
    }
}
