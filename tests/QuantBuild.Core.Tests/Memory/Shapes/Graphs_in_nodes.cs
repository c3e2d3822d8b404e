using System.Collections.Immutable;
using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Memory.Shapes;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Memory.Shapes;

public sealed class Graphs_in_nodes
{
    [Fact]
    public void A_branch_that_follows_from_shapes_is_taken()
    {
        var builder = new ModelBuilder().Input("x", "n,4").Initializer("one", [], [1L]).Initializer("axis", [1], [0L]).Initializer("first", [], [0L])
            .Node("Shape", ["x"]).Node("Gather", ["Shape_0", "first"]).Node("Equal", ["Gather_1", "one"])
            .Node("If", ["Equal_2"], "y", Branch("then_branch", "Squeeze", "x", "axis"), Branch("else_branch", "Identity", "x"));

        Assert.Equal("4", Concrete(builder, "x:1x4")["y"]!.Concrete.ToString());
        Assert.Equal("3×4", Concrete(builder, "x:3x4")["y"]!.Concrete.ToString());
    }

    [Fact]
    public void A_branch_that_the_data_choose_is_bounded_by_the_larger()
    {
        var builder = new ModelBuilder().Input("c", "", ElementType.Bool).Input("x", "2,4").Initializer("twice", [2], [2L, 1])
            .Node("If", ["c"], "y", Branch("then_branch", "Tile", "x", "twice"), Branch("else_branch", "Identity", "x"));
        var y = Concrete(builder, "")["y"]!;

        Assert.Equal(("4×4", true), (y.Concrete.ToString(), y.IsUpperBound));
        Assert.Equal("?×4", y.Known.ToString());
    }

    [Theory]
    [InlineData("Identity", "i:7×2", "2", false)]
    [InlineData("Not", "i:7×2", "2", true)]
    public void A_loop_stacks_what_each_round_gives(string condition, string stacked, string carried, bool bounded)
    {
        var builder = new ModelBuilder().Input("x", "2").Initializer("rounds", [], [7L]);
        builder.Graph.Node.Add(Loop(condition, "Add"));
        var facts = Concrete(builder, "");

        Assert.Equal((stacked, bounded), ($"i:{facts["all"]!.Concrete}", facts["all"]!.IsUpperBound));
        Assert.Equal(carried, facts["y"]!.Concrete.ToString());
    }

    [Fact]
    public void What_grows_in_a_loop_has_no_shape()
    {
        var builder = new ModelBuilder().Input("x", "2").Initializer("rounds", [], [7L]);
        builder.Graph.Node.Add(Loop("Identity", "Concat"));
        var facts = Concrete(builder, "");

        Assert.Null(facts["y"]!.Concrete);
        Assert.Null(facts["all"]!.Concrete);
    }

    [Fact]
    public void A_function_is_looked_into_with_the_attributes_of_its_call()
    {
        var builder = new ModelBuilder().Opset("local", 1).Input("x", "2,3,4").Node("Turned", ["x"], "y", ModelBuilder.Attribute("order", [2, 0, 1]));
        builder.Graph.Node[^1].Domain = "local";
        builder.Proto.Functions.Add(new FunctionProto
        {
            Name = "Turned", Domain = "local", Input = { "a" }, Output = { "b" }, Attribute = { "order" }, OpsetImport = { new OperatorSetIdProto { Version = 17 } },
            Node =
            {
                new NodeProto
                {
                    OpType = "Transpose", Input = { "a" }, Output = { "b" },
                    Attribute = { new AttributeProto { Name = "perm", RefAttrName = "order", Type = AttributeProto.Types.AttributeType.Ints } },
                },
            },
        });

        Assert.Equal("4×2×3", Concrete(builder, "")["y"]!.Concrete.ToString());
    }

    [Fact]
    public void A_function_that_calls_itself_says_nothing()
    {
        var builder = new ModelBuilder().Opset("local", 1).Input("x", "2").Node("Again", ["x"], "y");
        builder.Graph.Node[^1].Domain = "local";
        builder.Proto.Functions.Add(new FunctionProto
        {
            Name = "Again", Domain = "local", Input = { "a" }, Output = { "b" }, Node = { new NodeProto { OpType = "Again", Domain = "local", Input = { "a" }, Output = { "b" } } },
        });

        Assert.Null(Concrete(builder, "").GetValueOrDefault("y"));
    }

    [Fact]
    public void An_input_without_a_shape_stays_without_one()
    {
        var facts = Concrete(new ModelBuilder().Input("x", "batch,4").Relu(), "");

        Assert.Null(facts["Relu_0"]!.Concrete);
        Assert.Equal("batch×4", facts["Relu_0"]!.Known.ToString());
    }

    private static Dictionary<string, ValueFacts?> Concrete(ModelBuilder builder, string shapes)
    {
        var main = GraphBuilder.Build(builder.Graph, out _)!;
        var facts = GraphShapes.Infer(main, builder.Proto, InputShapes.Parse(shapes)!);
        return main.Values.ToDictionary(value => value.Name, value => facts[value], StringComparer.Ordinal);
    }

    private static AttributeProto Branch(string name, string operatorType, params string[] inputs) => ModelBuilder.Attribute(name, new GraphProto
    {
        Name = name, Node = { new NodeProto { OpType = operatorType, Input = { inputs }, Output = { name } } }, Output = { new ValueInfoProto { Name = name } },
    });

    /// <summary>Carries a vector through rounds, and gives it out in each.</summary>
    private static NodeProto Loop(string condition, string change)
    {
        ImmutableArray<AttributeProto> attributes = change == "Concat" ? [ModelBuilder.Attribute("axis", 0)] : [];
        return new NodeProto
        {
            OpType = "Loop", Input = { "rounds", "", "x" }, Output = { "y", "all" },
            Attribute =
            {
                ModelBuilder.Attribute("body", new GraphProto
                {
                    Name = "body",
                    Input = { ModelBuilder.ValueInfo("i", "", ElementType.Int64), ModelBuilder.ValueInfo("go", "", ElementType.Bool), ModelBuilder.ValueInfo("v", null, ElementType.Float32) },
                    Node =
                    {
                        new NodeProto { OpType = condition, Input = { "go" }, Output = { "again" } },
                        new NodeProto { OpType = change, Input = { "v", "v" }, Output = { "w" }, Attribute = { attributes } },
                        new NodeProto { OpType = "Identity", Input = { "w" }, Output = { "given" } },
                    },
                    Output = { new ValueInfoProto { Name = "again" }, new ValueInfoProto { Name = "w" }, new ValueInfoProto { Name = "given" } },
                }),
            },
        };
    }
}
