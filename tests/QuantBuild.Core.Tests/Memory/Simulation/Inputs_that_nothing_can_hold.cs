using QuantBuild.Diagnostics;
using QuantBuild.Formats;
using QuantBuild.Inspection;
using QuantBuild.Memory;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Memory.Simulation;

public sealed class Inputs_that_nothing_can_hold
{
    [Theory]
    [InlineData("4398046511104")]
    [InlineData("2305843009213693952,2305843009213693952")]
    public void Leave_a_lower_bound_that_says_so(string extents)
    {
        using var folder = new TestDirectory();
        var path = folder.File("m.onnx");
        new ModelBuilder().Input("large", extents).Relu().Output("y", null).Save(path);
        var document = ModelReader.Read(path, new DiagnosticBag(path))!;

        var projection = new OnnxRuntimeCpuProfile().Project(document, ModelInspector.Inspect(document), RuntimeOptions.Default);

        Assert.True(projection.LowerBound);
        Assert.Equal($"input 'large' of {extents.Replace(',', '×')} is more than any machine holds", projection.LowerBoundReason);
        Assert.Null(projection.MissingShapes);
    }
}
