using Google.Protobuf;
using QuantBuild.Diagnostics;
using QuantBuild.Execution;
using QuantBuild.Formats.Onnx;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Memory;
using QuantBuild.Memory.Simulation;
using QuantBuild.Memory.Simulation.Buffers;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Memory.Simulation;

public sealed class What_a_run_holds_beside_its_buffers : IDisposable
{
    private const int Steps = 500;
    private const int Width = 64;
    private const int Hidden = 32;
    private const long Table = 64 * 64 * sizeof(float);

    private readonly TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("LSTM", 4, "forward")]
    [InlineData("LSTM", 4, "reverse")]
    [InlineData("LSTM", 4, "bidirectional")]
    [InlineData("GRU", 3, "forward")]
    [InlineData("GRU", 3, "reverse")]
    [InlineData("GRU", 3, "bidirectional")]
    public void A_recurrence_keeps_the_gates_of_every_step(string name, int gates, string direction)
    {
        var path = Recurrence(name, gates, direction);
        var node = Assert.Single(ReplayedModel.Rewritten(path, InputShapes.None, OptimizationLevel.All).Nodes);
        var executed = Assert.Single(RuntimeProfile.Nodes(path, InputShapes.None, OptimizationLevel.All, _directory.Path));

        var seen = executed.MostInUse!.Value - executed.InUse!.Value;

        Assert.Equal(seen, Scratch.Of(node, threads: 1, opset: 17).Bytes, tolerance: seen * 0.05);
    }

    [Fact]
    public void A_constant_that_is_an_output_is_copied_by_every_run()
    {
        var path = Scaled("copying", copied: true);
        var executed = Assert.Single(RuntimeProfile.Nodes(path, InputShapes.None, OptimizationLevel.All, _directory.Path));

        Assert.Equal(executed.InUse, Simulated(path).Compact.First.Peak.Bytes);
    }

    [Fact]
    public void A_copied_output_is_there_without_the_arena_too_and_in_the_picture()
    {
        var (plain, copying) = (Simulated(Scaled("plain", copied: false), arena: false), Simulated(Scaled("copying", copied: true), arena: false));

        Assert.InRange((copying.Compact.Figures.FirstRun - plain.Compact.Figures.FirstRun).Bytes, Table, Table * 3 / 2);
        Assert.InRange((copying.Compact.Figures.Steady - plain.Compact.Figures.Steady).Bytes, Table, Table * 3 / 2);
        Assert.Contains(Living(copying), living => living.Value == "table");
        Assert.DoesNotContain(Living(plain), living => living.Value == "table");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MinValue / 8)]
    public void A_hidden_size_that_cannot_be_is_that_of_the_weights(long hidden)
    {
        var stated = Assert.Single(ReplayedModel.Rewritten(Recurrence("LSTM", 4, "forward"), InputShapes.None, OptimizationLevel.All).Nodes);
        var said = Assert.Single(ReplayedModel.Rewritten(Recurrence("LSTM", 4, "forward", hidden), InputShapes.None, OptimizationLevel.All).Nodes);

        Assert.Equal(Scratch.Of(stated, threads: 1, opset: 17), Scratch.Of(said, threads: 1, opset: 17));
    }

    [Fact]
    public void Code_of_an_operator_is_there_once_however_many_nodes_it_has()
    {
        var builder = new ModelBuilder().Input("x", "64").Node("Neg", ["x"], "a").Node("Tanh", ["a"], "b").Node("Neg", ["b"]).Output("y", "64");
        var graph = ReplayedModel.Rewritten(builder.Save(_directory.File("model.onnx")), InputShapes.None, OptimizationLevel.All);

        Assert.Equal((3, 2), (graph.Nodes.Count, graph.DistinctOperators()));
    }

    private string Recurrence(string name, int gates, string direction, long hiddenSize = Hidden)
    {
        var directions = direction == "bidirectional" ? 2 : 1;
        var builder = new ModelBuilder().Input("x", $"{Steps},1,{Width}")
            .Initializer("w", [directions, gates * Hidden, Width], ModelBuilder.Random(directions * gates * Hidden * Width, 1))
            .Initializer("r", [directions, gates * Hidden, Hidden], ModelBuilder.Random(directions * gates * Hidden * Hidden, 2))
            .Node(name, ["x", "w", "r"], "y", ModelBuilder.Attribute("hidden_size", hiddenSize));
        builder.Graph.Node[^1].Attribute.Add(new AttributeProto { Name = "direction", Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8(direction) });
        builder.Graph.Output.Add(ModelBuilder.ValueInfo("y", null, ElementType.Float32));
        return builder.Save(_directory.File("recurrence.onnx"));
    }

    // Products with a constant, which may be an output too.
    private string Scaled(string name, bool copied)
    {
        var builder = new ModelBuilder().Input("x", "64").Initializer("table", [64, 64], ModelBuilder.Random(64 * 64, 1)).Node("Mul", ["x", "table"]).Output("y", "64,64");
        if (copied)
        {
            builder.Graph.Output.Add(ModelBuilder.ValueInfo("table", "64,64", ElementType.Float32));
        }

        return builder.Save(_directory.File($"{name}.onnx"));
    }

    private static IReadOnlyList<LivingBuffer> Living(SimulatedSession session) => CurveMaker.Of(session.Plan, session.Compact.First)!.Living;

    private static SimulatedSession Simulated(string path, bool arena = true)
    {
        var session = SessionSettings.Default with { FixedHeap = true, Arena = arena };
        return OnnxRuntimeCpuProfile.Simulate(OnnxReader.Read(path, new DiagnosticBag(path))!, RuntimeOptions.Default with { Session = session }, external: false)!;
    }
}
