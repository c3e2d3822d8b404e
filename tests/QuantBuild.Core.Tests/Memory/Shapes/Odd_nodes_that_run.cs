using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Memory.Shapes;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Memory.Shapes;

/// <summary>What few exporters write and ONNX Runtime runs all the same: its shapes are ours.</summary>
public sealed class Odd_nodes_that_run
{
    private static readonly Dictionary<string, Func<ModelBuilder>> Models = new(StringComparer.Ordinal)
    {
        ["keepdims that is neither 0 nor 1"] = () => Graph(12).Node("ReduceMean", ["x"], "y", ModelBuilder.Attribute("axes", [1]), ModelBuilder.Attribute("keepdims", 3)),
        ["Squeeze of no axes"] = () => Graph(11).Node("Slice", ["x", "zero", "one", "one"], "s").Node("Squeeze", ["s"], "y", ModelBuilder.Attribute("axes", [])),
        ["Compress by a longer condition"] = () => Graph(12).Initializer("c", [5], ElementType.Bool, [1, 0, 1, 1, 1]).Node("Compress", ["x", "c"], "y", ModelBuilder.Attribute("axis", 1)),
        ["Split with an empty part"] = () => Graph(13).Initializer("parts", [3], [0L, 2, 1]).Nodes("Split", ["x", "parts"], ["y", "more", "rest"], ModelBuilder.Attribute("axis", 1)),
        ["Split into more parts than fit"] = () => Graph(18).Nodes("Split", ["x"], ["a", "y"], ModelBuilder.Attribute("axis", 1), ModelBuilder.Attribute("num_outputs", 2)),
        ["zero rows"] = () => Graph(13).Node("Slice", ["x", "zero", "zero", "one"], "s").Node("Concat", ["s", "x", "s"], "y", ModelBuilder.Attribute("axis", 1)),
        ["MatMul over nothing"] = () => Graph(13).Node("Slice", ["x", "zero", "zero", "two"], "s").Initializer("w", [0, 5], Array.Empty<float>()).Node("MatMul", ["s", "w"], "y"),
        ["Reshape of nothing"] = () => Graph(14).Node("Slice", ["x", "zero", "zero", "one"], "s").Initializer("t", [3], [0L, 0, 7]).Node("Reshape", ["s", "t"], "y", ModelBuilder.Attribute("allowzero", 1)),
        ["a scalar through arithmetic"] = () => Graph(13).Node("ReduceSum", ["x"], "s", ModelBuilder.Attribute("keepdims", 0)).Node("Add", ["s", "s"], "t").Node("Unsqueeze", ["t", "zero"], "y"),
        ["ReduceSum that does nothing"] = () => Graph(13).Node("ReduceSum", ["x"], "y", ModelBuilder.Attribute("noop_with_empty_axes", 1)),
        ["MatMul of a vector"] = () => Graph(13).Initializer("v", [7], new float[7]).Node("MatMul", ["x", "v"], "y"),
        ["Gather by a scalar"] = () => Graph(13).Initializer("i", [], [-1L]).Node("Gather", ["x", "i"], "y", ModelBuilder.Attribute("axis", -2)),
        ["Slice backwards past both ends"] = () => Graph(13).Initializer("from", [1], [long.MaxValue]).Initializer("to", [1], [long.MinValue]).Initializer("by", [1], [-2L])
            .Node("Slice", ["x", "from", "to", "two", "by"], "y"),
        ["Pad that cuts"] = () => Graph(13).Initializer("p", [6], [0L, -1, 0, 1, 0, -3]).Node("Pad", ["x", "p"], "y"),
        ["Flatten from behind"] = () => Graph(13).Node("Flatten", ["x"], "y", ModelBuilder.Attribute("axis", -1)),
        ["Expand to less"] = () => Graph(13).Initializer("t", [2], [1L, 1]).Node("Expand", ["x", "t"], "y"),
        ["Tile by nothing"] = () => Graph(13).Initializer("t", [3], [1L, 0, 2]).Node("Tile", ["x", "t"], "y"),
        ["TopK of nothing"] = () => Graph(13).Nodes("TopK", ["x", "zero"], ["values", "y"]),
        ["GRU that gives its last state only"] = () => Graph(14).Initializer("W", [1, 15, 7], new float[105]).Initializer("R", [1, 15, 5], new float[75])
            .Nodes("GRU", ["x", "W", "R"], ["", "y"], ModelBuilder.Attribute("hidden_size", 5)),
        ["a branch that is certain"] = () => Branch(1),
        ["the other branch"] = () => Branch(0),
        ["a loop of three"] = () => Loop(3),
    };

    public static IEnumerable<object[]> Cases => Models.Keys.Select(name => new object[] { name });

    [Theory]
    [MemberData(nameof(Cases))]
    public void Have_the_runtimes_shapes(string name)
    {
        using var folder = new TestDirectory();
        var builder = Models[name]();
        builder.Graph.Output.Add(new ValueInfoProto { Name = "y", Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)(name.Contains("TopK", StringComparison.Ordinal) ? ElementType.Int64 : ElementType.Float32) } } });
        var shapes = InputShapes.Parse("x:2x3x7")!;
        var observed = ObservedShapes.Of(builder.Save(folder.File("model.onnx")), shapes);
        var main = GraphBuilder.Build(builder.Graph, out _)!;
        var facts = GraphShapes.Infer(main, builder.Proto, shapes)[main.Outputs[0]!]!;

        Assert.Null(observed.Failure);
        Assert.Equal(observed.ByName["y"].Shape, facts.Concrete);
        Assert.False(facts.IsUpperBound);
    }

    private static ModelBuilder Graph(int opset) =>
        new ModelBuilder(opset).Input("x", "n,3,m").Initializer("zero", [1], [0L]).Initializer("one", [1], [1L]).Initializer("two", [1], [2L]);

    /// <summary>Bodies that take a value from outside.</summary>
    private static ModelBuilder Branch(byte condition)
    {
        var builder = Graph(13).Initializer("c", [], ElementType.Bool, [condition]);
        return builder.Node("If", ["c"], "y", ModelBuilder.Attribute("then_branch", Body("Relu", "x")), ModelBuilder.Attribute("else_branch", Body("Shrunk", "x")));
    }

    private static GraphProto Body(string name, string taken) => new()
    {
        Name = name,
        Node =
        {
            name == "Relu" ? new NodeProto { OpType = "Relu", Input = { taken }, Output = { name } }
                : new NodeProto { OpType = "Flatten", Input = { taken }, Output = { name } },
        },
        Output = { ModelBuilder.ValueInfo(name, null, ElementType.Float32) },
    };

    private static ModelBuilder Loop(long times) => Graph(13).Initializer("times", [], [times]).Nodes("Loop", ["times", "", "x"], ["last", "y"], ModelBuilder.Attribute("body", new GraphProto
    {
        Name = "body",
        Input = { ModelBuilder.ValueInfo("i", "", ElementType.Int64), ModelBuilder.ValueInfo("on", "", ElementType.Bool), ModelBuilder.ValueInfo("state", null, ElementType.Float32) },
        Node =
        {
            new NodeProto { OpType = "Identity", Input = { "on" }, Output = { "goes_on" } },
            new NodeProto { OpType = "Add", Input = { "state", "x" }, Output = { "next" } },
            new NodeProto { OpType = "ReduceMax", Input = { "x" }, Output = { "most" }, Attribute = { ModelBuilder.Attribute("axes", [2]) } },
        },
        Output = { ModelBuilder.ValueInfo("goes_on", "", ElementType.Bool), ModelBuilder.ValueInfo("next", null, ElementType.Float32), ModelBuilder.ValueInfo("most", null, ElementType.Float32) },
    }));
}
