using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Memory.Shapes;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Memory.Shapes;

/// <summary>Numbers computed from extents become the extents of a tensor, so that ONNX Runtime shows whether they are right.</summary>
public sealed class Shape_arithmetic
{
    private static readonly Dictionary<string, Func<ModelBuilder, ModelBuilder>> Chains = new(StringComparer.Ordinal)
    {
        ["plain"] = graph => graph,
        ["arithmetic"] = graph => graph.Node("Mul", ["e", "three"]).Node("Add", [graph.Current, "two"]).Node("Div", [graph.Current, "two"]).Node("Sub", [graph.Current, "one"])
            .Node("Mod", [graph.Current, "three"]).Node("Max", [graph.Current, "two"]),
        ["picked, joined and cut"] = graph => graph.Initializer("i", [2], [-1L, 0]).Node("Gather", ["e", "i"]).Node("Concat", [graph.Current, "three", "one"], null, ModelBuilder.Attribute("axis", 0))
            .Initializer("s", [1], [-1L]).Initializer("t", [1], [-100L]).Initializer("a", [1], [0L]).Node("Slice", [graph.Current, "s", "t", "a", "s"]),
        ["by way of reals"] = graph => graph.Initializer("scale", [], [0.37f]).Cast(ElementType.Float32).Node("Mul", [graph.Current, "scale"]).Node("Ceil", [graph.Current]).Node("Sqrt", [graph.Current])
            .Node("Floor", [graph.Current]).Cast(ElementType.Int64).Node("Add", [graph.Current, "one"]),
        ["chosen"] = graph => graph.Node("Greater", ["e", "three"]).Node("Not", [graph.Current]).Node("Where", [graph.Current, "three", "e"]),
        ["reduced"] = graph => graph.Node("ReduceProd", ["e"], null, ModelBuilder.Attribute("keepdims", 0)).Initializer("target", [1], [1L]).Node("Reshape", [graph.Current, "target"]),
        ["spread and turned"] = graph => graph.Initializer("two_by_three", [2], [2L, 3]).Node("Unsqueeze", ["three", "zero"]).Node("Expand", [graph.Current, "two_by_three"]).Node("Transpose", [graph.Current])
            .Initializer("flat", [1], [-1L]).Node("Reshape", [graph.Current, "flat"]).Initializer("repeats", [1], [1L]).Node("Tile", [graph.Current, "repeats"]),
        ["counted"] = graph => graph.Initializer("from", [], [2L]).Initializer("to", [], [9L]).Initializer("by", [], [3L]).Node("Range", ["from", "to", "by"]),
        ["put"] = graph => graph.Initializer("at", [1, 1], [1L]).Initializer("new", [1], [6L]).Node("ScatterND", ["e", "at", "new"]),
        ["how many are not zero"] = graph => graph.Node("Sub", ["e", "three"]).Node("NonZero", [graph.Current]).Node("Shape", [graph.Current]),
        ["split"] = graph => graph.Node("Split", ["e"], null, ModelBuilder.Attribute("axis", 0)),
        ["filled"] = graph => graph.Node("ConstantOfShape", ["two"], null, ModelBuilder.Attribute("value", new TensorProto { DataType = 7, Dims = { 1 }, Int64Data = { 5 } })),
        ["negated twice"] = graph => graph.Node("Neg", ["e"]).Node("Abs", [graph.Current]).Node("Min", [graph.Current, "three"]),
        ["a part of a shape"] = graph => graph.Node("Shape", ["x"], null, ModelBuilder.Attribute("start", -2), ModelBuilder.Attribute("end", 3)),
        ["all elements"] = graph => graph.Node("Size", ["x"]).Node("Unsqueeze", [graph.Current, "zero"]).Node("Squeeze", [graph.Current]).Node("Unsqueeze", [graph.Current, "zero"]),
    };

    public static IEnumerable<object[]> Cases => Chains.Keys.Select(name => new object[] { name });

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_the_runtimes(string name)
    {
        using var folder = new TestDirectory();
        var builder = new ModelBuilder().Input("x", "n,3,m").Initializer("zero", [1], [0L]).Initializer("one", [1], [1L]).Initializer("two", [1], [2L]).Initializer("three", [1], [3L]).Node("Shape", ["x"], "e");
        Chains[name](builder);
        builder.Node("ConstantOfShape", [builder.Current], "y").Graph.Output.Add(ModelBuilder.ValueInfo("y", null, ElementType.Float32));
        var shapes = InputShapes.Parse("x:2x3x7")!;
        var observed = ObservedShapes.Of(builder.Save(folder.File("model.onnx")), shapes);
        var main = GraphBuilder.Build(builder.Graph, out _)!;
        var facts = GraphShapes.Infer(main, builder.Proto, shapes);

        Assert.Null(observed.Failure);
        Assert.Equal(observed.ByName["y"].Shape.ToString(), facts[main.Outputs[0]!]!.Concrete.ToString());
        Assert.All(main.Nodes, node => Assert.Equal(observed.ByName[node.Outputs[0]!.Name].Shape, facts[node.Outputs[0]!]!.Concrete));
    }
}
