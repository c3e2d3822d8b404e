using QuantBuild.Diagnostics;
using QuantBuild.Execution;
using QuantBuild.Formats.Onnx;
using QuantBuild.Memory;
using QuantBuild.Memory.Simulation;
using QuantBuild.Memory.Simulation.Loading;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Memory.Simulation;

/// <summary>Branches and loops are graphs of their own: rewritten, loaded and run with the one around them.</summary>
public sealed class Bodies_of_a_session : IDisposable
{
    private const int Side = 256;
    private const int Products = 4;

    private static readonly ByteSize Weights = new(Products * Side * Side * sizeof(float));

    private readonly TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_branch_is_rewritten_and_ordered_like_any_graph()
    {
        var path = Branches(body => Chain(body, "Sigmoid", (b, i) => b.Initializer($"bias{i}", [Side], ModelBuilder.Random(Side, i)).Node("Add", [b.Current, $"bias{i}"])));
        var graph = ReplayedModel.Rewritten(path, InputShapes.None, OptimizationLevel.All);
        var choice = Assert.Single(graph.Nodes, node => node.HasBodies);

        var executed = RuntimeProfile.Nodes(path, InputShapes.None, OptimizationLevel.All, _directory.Path).Select(node => node.Operator);

        // Inputs of an oracle are zero: the branch for what is not so runs.
        Assert.Equal(executed, ExecutionOrder.Of(choice.Bodies[1]).Concat(ExecutionOrder.Of(graph)).Select(node => node.Operator));
        Assert.Contains("FusedGemm", ExecutionOrder.Of(choice.Bodies[1]).Select(node => node.Operator));
    }

    [Fact]
    public void What_a_branch_computes_is_in_the_arena_while_it_runs()
    {
        var path = Branches(body => Chain(body, "Softplus", (b, _) => b));
        var executed = RuntimeProfile.Nodes(path, InputShapes.None, OptimizationLevel.All, _directory.Path);

        // The runtime counts packed weights with what its arena gives out.
        Assert.Equal(executed.Max(node => node.InUse) - Weights.Bytes, Simulated(path).Compact.First.Peak.Bytes);
    }

    [Fact]
    public void Branches_pack_together_what_both_take_from_around_them()
    {
        var load = Loaded(Branches(body => Chain(body, "Sigmoid", (b, _) => b)));

        Assert.Equal(Weights.Bytes, load.After.Bytes, tolerance: Weights.Bytes / 20);
        Assert.InRange(load.Peak.Bytes, 2 * Weights.Bytes, 2.4 * Weights.Bytes);
    }

    [Fact]
    public void Constants_of_a_branch_stay_in_the_message_of_the_file_and_in_the_node() =>
        Assert.Equal(2 * 3 * Weights.Bytes, Loaded(Branches(body => Chain(body, "Sigmoid", (b, _) => b), ownWeights: true)).After.Bytes, tolerance: Weights.Bytes / 5);

    [Fact]
    public void A_loop_is_projected_from_its_body()
    {
        var model = Outer().Initializer("times", [], [3L]);
        var body = new ModelBuilder().Input("i", "", ElementType.Int64).Input("go", "", ElementType.Bool).Input("state", $"64,{Side}");
        body.Node("Identity", ["go"], "on").From("state");
        Chain(body, "Sigmoid", (b, _) => b);
        body.Graph.Output.Add(ModelBuilder.ValueInfo("on", "", ElementType.Bool));
        body.Graph.Output.Add(ModelBuilder.ValueInfo(body.Current, $"64,{Side}", ElementType.Float32));
        var path = model.Node("Loop", ["times", "", "x"], null, ModelBuilder.Attribute("body", body.Graph)).Output("y", $"64,{Side}").Save(_directory.File("loop.onnx"));

        var session = Simulated(path);

        Assert.True(session.Compact.First.Peak.Bytes >= 4 * 64 * Side * sizeof(float));
        Assert.InRange(Loaded(path).Peak.Bytes, 2 * Weights.Bytes, 2.4 * Weights.Bytes);
    }

    private string Branches(Func<ModelBuilder, ModelBuilder> nodes, bool ownWeights = false)
    {
        var model = ownWeights ? new ModelBuilder().Input("x", $"64,{Side}") : Outer();
        var branches = new[] { "then_branch", "else_branch" }.Select((name, seed) =>
        {
            var body = new ModelBuilder();
            if (ownWeights)
            {
                AddWeights(body, seed * Products);
            }

            nodes(body.From("x"));
            body.Graph.Output.Add(ModelBuilder.ValueInfo(body.Current, null, ElementType.Float32));
            return ModelBuilder.Attribute(name, body.Graph);
        }).ToArray();
        return model.Input("condition", "1", ElementType.Bool).Node("If", ["condition"], null, branches).Output("y", $"64,{Side}").Save(_directory.File("if.onnx"));
    }

    private static ModelBuilder Chain(ModelBuilder body, string activation, Func<ModelBuilder, int, ModelBuilder> between)
    {
        for (var i = 0; i < Products; i++)
        {
            between(body.Node("MatMul", [body.Current, $"w{i}"]), i).Node(activation, [body.Current]);
        }

        return body;
    }

    private static ModelBuilder Outer() => AddWeights(new ModelBuilder().Input("x", $"64,{Side}"), 0);

    private static ModelBuilder AddWeights(ModelBuilder builder, int seed)
    {
        for (var i = 0; i < Products; i++)
        {
            builder.Initializer($"w{i}", [Side, Side], ModelBuilder.Random(Side * Side, seed + i));
        }

        return builder;
    }

    private static SimulatedSession Simulated(string path) =>
        OnnxRuntimeCpuProfile.Simulate(OnnxReader.Read(path, new DiagnosticBag(path))!, RuntimeOptions.Default with { Session = SessionSettings.Default with { FixedHeap = true } }, external: false)!;

    private static LoadFigures Loaded(string path) => Simulated(path).Compact.Load;
}
