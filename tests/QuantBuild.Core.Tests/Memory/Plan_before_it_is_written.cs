using QuantBuild.Diagnostics;
using QuantBuild.Formats;
using QuantBuild.Formats.Onnx;
using QuantBuild.Inspection;
using QuantBuild.Memory;
using QuantBuild.Models;
using QuantBuild.Schemes;
using QuantBuild.Schemes.Fp16;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Memory;

public sealed class Plan_before_it_is_written
{
    /// <summary>The extents come out of floats that themselves become float16.</summary>
    [Fact]
    public void Is_projected_like_the_file()
    {
        using var folder = new TestDirectory();
        var path = new ModelBuilder().Input("x", "1,64").MatMul(64, 64).Initializer("sizes", [2], [100f, 32f]).Initializer("scales", [2], [3f, 2f])
            .Node("Mul", ["sizes", "scales"], "scaled").Node("Cast", ["scaled"], "extents", ModelBuilder.Attribute("to", (long)ElementType.Int64))
            .Node("Expand", ["MatMul_1", "extents"]).Relu().Output("y", null).Save(folder.File("m.onnx"));
        var plan = new Fp16Scheme().Plan(Read(path), SchemeOptions.Default, null).Plan!.Result;

        var planned = Project(plan);
        var written = Project(Read(folder.Write("fp16.onnx", PlainLayoutWriter.Write(OnnxLayout.Of((OnnxModel)plan)))));

        Assert.False(written.LowerBound);
        Assert.Equal((written.Peak, written.Activations, written.WeightsWhy), (planned.Peak, planned.Activations, planned.WeightsWhy));
        Assert.True(planned.Activations.Expected > new ByteSize(300 * 64 * sizeof(float)), planned.ActivationsWhy);
    }

    private static ModelDocument Read(string path) => ModelReader.Read(path, new DiagnosticBag(path))!;

    private static ModelProjection Project(ModelDocument document) =>
        new OnnxRuntimeCpuProfile().Project(document, ModelInspector.Inspect(document), RuntimeOptions.Default);
}
