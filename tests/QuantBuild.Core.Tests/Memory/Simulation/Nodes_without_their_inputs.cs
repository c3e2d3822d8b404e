using QuantBuild.Diagnostics;
using QuantBuild.Formats;
using QuantBuild.Inspection;
using QuantBuild.Memory;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Memory.Simulation;

public sealed class Nodes_without_their_inputs
{
    [Theory]
    [InlineData("Add", "x")]
    [InlineData("Reshape", "x")]
    [InlineData("Conv", "x")]
    [InlineData("Mul")]
    [InlineData("Relu")]
    [InlineData("Concat", "x", "", "x")]
    [InlineData("BatchNormalization", "x", "x")]
    public void Leave_a_lower_bound_that_says_why(string operatorType, params string[] inputs)
    {
        using var folder = new TestDirectory();
        var path = folder.File("m.onnx");
        new ModelBuilder().Input("x", "1,4").Node(operatorType, inputs).Output("y", "1,4").Save(path);
        var document = ModelReader.Read(path, new DiagnosticBag(path))!;

        var projection = new OnnxRuntimeCpuProfile().Project(document, ModelInspector.Inspect(document), RuntimeOptions.Default);

        Assert.True(projection.LowerBound);
        Assert.Equal("the graph cannot be followed", projection.LowerBoundReason);
    }
}
