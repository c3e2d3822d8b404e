using QuantBuild.Memory.Simulation;

namespace QuantBuild.Core.Tests.Memory.Simulation;

public sealed class Constant_that_many_nodes_take
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Consumers_stay_in_order_whichever_goes(int seed)
    {
        var random = new Random(seed);
        var (consumers, expected) = (new ConsumerList(), new List<RuntimeNode>());
        for (var i = 0; i < 2000; i++)
        {
            if (random.Next(5) > 2 && expected.Count > 0)
            {
                var node = expected[random.Next(expected.Count)];
                expected.Remove(node);
                consumers.Remove(node);
            }
            else
            {
                var node = random.Next(4) == 0 && expected.Count > 0 ? expected[random.Next(expected.Count)] : new RuntimeNode(i, "Add", string.Empty, new());
                expected.Add(node);
                consumers.Add(node);
            }

            Assert.Equal(expected, consumers);
        }

        Assert.True(consumers.TrueForAll(expected.Contains));
        consumers.Clear();
        Assert.Empty(consumers);
    }

    [Fact]
    public void A_node_that_does_not_take_it_takes_nothing_away()
    {
        var consumers = new ConsumerList();
        consumers.Add(new RuntimeNode(0, "Add", string.Empty, new()));

        consumers.Remove(new RuntimeNode(0, "Add", string.Empty, new()));

        Assert.Single(consumers);
    }
}
