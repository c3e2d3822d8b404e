using QuantBuild.Diagnostics;
using QuantBuild.Formats;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Inspection;
using QuantBuild.Memory;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Memory;

/// <summary>The scan output of a loop that ends when it likes: what the graph around it takes is known all the same.</summary>
public sealed class Sizes_that_follow_from_the_data
{
    [Fact]
    public void Leave_a_run_no_smaller_than_what_is_known()
    {
        using var folder = new TestDirectory();
        var body = new GraphProto
        {
            Name = "body",
            Input = { ModelBuilder.ValueInfo("i", "", ElementType.Int64), ModelBuilder.ValueInfo("go", "", ElementType.Bool), ModelBuilder.ValueInfo("state", "4", ElementType.Float32) },
            Output = { ModelBuilder.ValueInfo("on", "", ElementType.Bool), ModelBuilder.ValueInfo("next", "4", ElementType.Float32), ModelBuilder.ValueInfo("row", "4", ElementType.Float32) },
            Node =
            {
                new NodeProto { OpType = "Identity", Input = { "go" }, Output = { "on" } }, new NodeProto { OpType = "Relu", Input = { "state" }, Output = { "next" } },
                new NodeProto { OpType = "Relu", Input = { "state" }, Output = { "row" } },
            },
        };
        var path = new ModelBuilder().Input("x", "1,8,512,512").Relu().Conv(8, 32).Relu().Node("GlobalAveragePool", ["Relu_3"], "pooled")
            .Input("times", "", ElementType.Int64).Input("yes", "", ElementType.Bool).Input("start", "4")
            .Nodes("Loop", ["times", "yes", "start"], ["last", "rows"], ModelBuilder.Attribute("body", body))
            .From("pooled").Output("y", null).From("rows").Output("z", null).Save(folder.File("m.onnx"));
        var document = ModelReader.Read(path, new DiagnosticBag(path))!;

        var projection = new OnnxRuntimeCpuProfile().Project(document, ModelInspector.Inspect(document), RuntimeOptions.Default);

        Assert.Contains("without what follows from the data", projection.ActivationsWhy, StringComparison.Ordinal);
        Assert.True(projection.Activations.Expected > ByteSize.FromMegabytes(32), projection.ActivationsWhy);
    }
}
