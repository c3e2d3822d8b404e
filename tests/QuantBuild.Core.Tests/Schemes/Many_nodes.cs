using QuantBuild.Diagnostics;
using QuantBuild.Formats;
using QuantBuild.Formats.Onnx;
using QuantBuild.Schemes;
using QuantBuild.Schemes.Fp16;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Schemes;

public sealed class Many_nodes
{
    [Fact]
    public void Allocations_grow_with_the_nodes_and_no_faster()
    {
        Allocated(10); // What happens once: tables, and code that is compiled.
        var few = Allocated(500);
        var many = Allocated(4000);
        Assert.True(many < few * 8 * 1.1, $"{few} bytes for 500 nodes, {many} for 4000");
        Assert.True(many < 4000 * 6_000, $"{many / 4000} bytes a node");
    }

    [Fact]
    public void A_structure_keeps_each_name_once_and_no_spare_room()
    {
        var graph = Read(20).Proto.Graph;
        Assert.All(graph.Node, node =>
        {
            Assert.Equal((node.Input.Count, node.Output.Count), (node.Input.Capacity, node.Output.Capacity));
            Assert.Same(graph.Node[0].OpType, node.OpType);
        });
        Assert.All(graph.Initializer, tensor => Assert.Equal(tensor.Dims.Count, tensor.Dims.Capacity));
        Assert.Same(graph.Initializer[7].Name, graph.Node[7].Input[1]);
        Assert.Same(graph.Node[6].Output[0], graph.Node[7].Input[0]);
    }

    [Fact]
    public void A_structure_that_is_given_away_is_changed_without_a_copy()
    {
        var model = Read(20);
        var plan = new Fp16Scheme().Plan(model with { MayBeChanged = true }, SchemeOptions.Default, null).Plan!;
        Assert.Same(model.Proto, ((OnnxModel)plan.Result).Proto);
        Assert.False(plan.Result.MayBeChanged);
    }

    [Fact]
    public void A_structure_that_is_kept_is_not_changed()
    {
        var model = Read(20);
        var before = model.Proto.Clone();
        var plan = new Fp16Scheme().Plan(model, SchemeOptions.Default, null).Plan!;
        Assert.Equal(before, model.Proto);
        Assert.NotEqual(before, ((OnnxModel)plan.Result).Proto);
    }

    private static long Allocated(int nodes)
    {
        using var folder = new TestDirectory();
        var path = folder.File("model.onnx");
        ManyNodesModel.Write(path, nodes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var model = (OnnxModel)ModelReader.Read(path, new DiagnosticBag(path))!;
        var plan = new Fp16Scheme().Plan(model with { MayBeChanged = true }, SchemeOptions.Default, null).Plan!;
        Assert.NotEmpty(ModelFormats.Of(plan.Result).Layout(plan.Result).Model.Segments);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static OnnxModel Read(int nodes)
    {
        using var folder = new TestDirectory();
        var path = folder.File("model.onnx");
        ManyNodesModel.Write(path, nodes);
        return (OnnxModel)ModelReader.Read(path, new DiagnosticBag(path))!;
    }
}
