using QuantBuild.Execution;
using QuantBuild.Memory.Simulation.Loading;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Memory.Simulation;

public sealed class Spare_bytes_of_packed_weights : IDisposable
{
    private readonly TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.75)]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    public void Are_lost_where_other_constants_lie_between(int others, double share) => Assert.Equal(share, LostShare(products: 2, others));

    [Fact]
    public void Are_lost_where_nothing_is_packed() => Assert.Equal(1, LostShare(products: 0, others: 1));

    private double LostShare(int products, int others)
    {
        var builder = new ModelBuilder().Input("x", "1,64");
        for (var i = 0; i < products; i++)
        {
            builder.Initializer($"w{i}", [64, 64], ModelBuilder.Random(64 * 64, i)).Node("MatMul", [builder.Current, $"w{i}"]).Node("Sigmoid", [builder.Current]);
        }

        for (var i = 0; i < others; i++)
        {
            builder.Initializer($"b{i}", [1, 64], ModelBuilder.Random(64, i)).Node("Mul", [builder.Current, $"b{i}"]).Node("Tanh", [builder.Current]);
        }

        builder.Graph.Output.Add(ModelBuilder.ValueInfo(builder.Current, null, ElementType.Float32));
        return SpareBytes.LostShare(ReplayedModel.Rewritten(builder.Save(_directory.File("model.onnx")), InputShapes.None, OptimizationLevel.All));
    }
}
