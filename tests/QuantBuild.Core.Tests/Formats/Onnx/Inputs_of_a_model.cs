using QuantBuild.Diagnostics;
using QuantBuild.Formats;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Formats.Onnx;

public sealed class Inputs_of_a_model
{
    [Fact]
    public void Are_those_without_an_initializer_with_their_open_extents()
    {
        using var folder = new TestDirectory();
        var path = new ModelBuilder().Input("x", "batch,3,?,-1").Input("ids", "", ElementType.Int64).Input("any", null).Input("w", "2", ElementType.Float32)
            .Initializer("w", [2], [1f, 2f]).Node("Identity", ["x"]).Output("y", null).Save(folder.File("m.onnx"));
        var document = ModelReader.Read(path, new DiagnosticBag(path))!;

        var inputs = ModelFormats.Of(document).Inputs(document);

        Assert.Equal(["x: batch×3×?×?", "ids: scalar", "any: any shape"], inputs.Select(input => input.ToString()));
        Assert.Equal(ElementType.Int64, inputs[1].Type);
    }
}
