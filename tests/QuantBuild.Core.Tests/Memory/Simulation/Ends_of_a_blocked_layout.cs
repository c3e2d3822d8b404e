using QuantBuild.Execution;
using QuantBuild.Memory;
using QuantBuild.Memory.Simulation;
using QuantBuild.Memory.Simulation.Rewrite.Layout;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Memory.Simulation;

public sealed class Ends_of_a_blocked_layout : IDisposable
{
    private readonly TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Two_of_them_may_run_in_either_order()
    {
        var graph = Rewritten(Convolution(2));
        var order = Operators(ExecutionOrder.Of(graph));
        var other = Operators(OtherOrder.Take(graph)!);
        Assert.NotEqual(order, other);
        Assert.Equal(order.Order(StringComparer.Ordinal), other.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void One_runs_where_it_runs() => Assert.Null(OtherOrder.Take(Rewritten(Convolution(1))));

    [Fact]
    public void What_chance_decides_is_expected_as_it_is_likelier_and_may_be_either() =>
        Assert.Equal(Band(1, 2, 9), MemoryBand.Either(likelier: Band(1, 2, 3), Band(2, 4, 9)));

    [Theory]
    [InlineData(3, "3 2 1")]
    [InlineData(13, "13 12 11 10 9 8 7 6 5 4 3 2 1")]
    [InlineData(15, "15 14 1 2 3 4 5 6 7 8 9 10 11 12 13")]
    [InlineData(31, "31 30 13 12 11 10 9 8 7 6 5 4 3 2 1 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29")]
    public void They_are_numbered_as_a_map_gives_them_back(int count, string order) =>
        Assert.Equal(order, string.Join(' ', PointerMap.Order([.. Enumerable.Range(1, count)])));

    private static MemoryBand Band(int low, int expected, int high) => new(new ByteSize(low), new ByteSize(expected), new ByteSize(high));

    private static string[] Operators(IReadOnlyList<RuntimeNode> order) => [.. order.Select(node => $"{node.Operator} {node.Outputs[0]!.Name}")];

    private static RuntimeGraph Rewritten(string model) => ReplayedModel.Rewritten(model, InputShapes.None, OptimizationLevel.All);

    private string Convolution(int count)
    {
        var builder = new ModelBuilder().Input("x", "1,3,16,16");
        var taken = new List<string>();
        for (var i = 0; i < count; i++)
        {
            builder.From("x").Conv(3, 32, seed: i + 1);
            taken.Add(builder.Current);
        }

        builder.Node("Max", [.. taken], "y");
        builder.Graph.Output.Add(ModelBuilder.ValueInfo("y", null, ElementType.Float32));
        return builder.Save(_directory.File($"model{count}.onnx"));
    }
}
