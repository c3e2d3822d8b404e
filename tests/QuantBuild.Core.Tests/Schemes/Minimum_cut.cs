using QuantBuild.Schemes.Mixed;

namespace QuantBuild.Core.Tests.Schemes;

public sealed class Minimum_cut
{
    [Fact]
    public void Is_as_cheap_as_the_best_of_all_partitions()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var vertices = random.Next(3, 10);
            var edges = Enumerable.Range(0, random.Next(1, 25))
                .Select(_ => (From: random.Next(vertices), To: random.Next(vertices), Forth: random.Next(5), Back: random.Next(3)))
                .Where(edge => edge.From != edge.To)
                .ToList();
            var cut = new MinimumCut();
            for (var i = 2; i < vertices; i++)
            {
                cut.AddVertex();
            }

            edges.ForEach(edge => cut.AddEdge(edge.From, edge.To, edge.Forth, edge.Back));

            var sides = cut.Solve();

            Assert.True(sides[MinimumCut.Source] && !sides[MinimumCut.Sink]);
            var best = Enumerable.Range(0, 1 << vertices).Where(mask => (mask & 3) == 1).Min(mask => Cost(vertex => (mask >> vertex & 1) == 1));
            Assert.Equal(best, Cost(vertex => sides[vertex]));

            int Cost(Func<int, bool> isSource) => edges.Sum(edge =>
                (isSource(edge.From), isSource(edge.To)) switch { (true, false) => edge.Forth, (false, true) => edge.Back, _ => 0 });
        }
    }

    [Fact]
    public void Of_equals_is_the_one_nearest_to_the_source()
    {
        var cut = new MinimumCut();
        var (first, second) = (cut.AddVertex(), cut.AddVertex());
        cut.AddEdge(MinimumCut.Source, first, 1);
        cut.AddEdge(first, second, 1);
        cut.AddEdge(second, MinimumCut.Sink, 1);

        Assert.Equal([true, false, false, false], cut.Solve());
    }

    [Fact]
    public void Of_a_deep_graph_needs_no_deep_stack()
    {
        var cut = new MinimumCut();
        var last = MinimumCut.Source;
        for (var i = 0; i < 100_000; i++)
        {
            var next = cut.AddVertex();
            cut.AddEdge(last, next, 2, 2);
            last = next;
        }

        cut.AddEdge(last, MinimumCut.Sink, 1);

        Assert.Equal(100_001, cut.Solve().Count(isSource => isSource));
    }
}
