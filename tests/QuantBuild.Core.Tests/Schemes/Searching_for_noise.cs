using QuantBuild.Schemes;
using QuantBuild.Schemes.Mixed;

namespace QuantBuild.Core.Tests.Schemes;

/// <summary>The search by itself, over models whose noise is made up: a floor, and what each node adds in float16.</summary>
public sealed class Searching_for_noise
{
    private const int Nodes = 80;

    /// <summary>Of rounded weights alone: 60 dB.</summary>
    private const double Floor = 1e-6;

    private readonly double[] _noise = new double[Nodes];

    private int _runs;

    [Fact]
    public void Ends_after_two_runs_where_float16_costs_nothing_that_counts()
    {
        _noise[5] = Floor / 10;

        var found = Find()!;

        Assert.Empty(found.Float32);
        Assert.Equal((60, 2, 2), (Math.Round(found.CeilingDb, 3), found.Runs, _runs));
        Assert.InRange(found.SqnrDb, 59.5, 59.6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(41)]
    [InlineData(79)]
    public void Leaves_only_the_part_in_float32_that_is_loud(int node)
    {
        _noise[node] = Floor;

        var found = Find()!;

        Assert.True(Assert.Single(found.Float32).Contains(node));
        Assert.Equal((false, 60, 12), (found.RoundsAll, found.SqnrDb, _runs));
    }

    [Fact]
    public void Keeps_as_many_parts_in_float16_as_the_outputs_bear()
    {
        // Each of eight parts adds a tenth of the floor: two of them are within 0.9 dB.
        Array.Fill(_noise, Floor / 100);

        var found = Find()!;

        Assert.Equal(Nodes - 20, found.Float32.Sum(span => span.Count));
        Assert.True(found.SqnrDb >= found.CeilingDb - NoiseSearch.Allowance);
    }

    [Fact]
    public void Takes_every_node_where_all_of_them_are_loud()
    {
        Array.Fill(_noise, Floor);

        Assert.Equal(Nodes, Find()!.Float32.Sum(span => span.Count));
        Assert.InRange(_runs, 11, 20);
    }

    [Fact]
    public void Rounds_small_tensors_too_where_their_errors_cancel_others() =>
        Assert.True(Find((float32, roundsAll) => roundsAll ? Decibels(float32) : Decibels(float32) - 3)!.RoundsAll);

    [Fact]
    public void Works_where_nothing_is_lost() =>
        Assert.Equal((0, double.PositiveInfinity), (Find((_, _) => double.PositiveInfinity)!.Float32.Count, Find((_, _) => double.PositiveInfinity)!.CeilingDb));

    [Fact]
    public void Works_where_float16_overflows_in_a_part()
    {
        var found = Find((float32, _) => float32.Any(span => span.Contains(33)) ? 60 : double.NegativeInfinity)!;

        Assert.True(Assert.Single(found.Float32).Contains(33));
    }

    [Fact]
    public void Finds_nothing_where_a_run_does_not_tell() => Assert.Null(Find((float32, _) => float32.Count is 0 or 1 ? Decibels(float32) - (1 - float32.Count) * 9 : null));

    [Fact]
    public void Takes_models_of_fewer_nodes_than_parts() =>
        Assert.Equal(3, new NoiseSearch(3, (float32, _) => float32.Sum(span => span.Count) == 3 ? 60 : 20).Find()!.Float32.Sum(span => span.Count));

    private ObservedNoise? Find(Func<IReadOnlyList<NodeSpan>, bool, double?>? worst = null) => new NoiseSearch(Nodes, worst ?? ((float32, _) =>
    {
        _runs++;
        return Decibels(float32);
    })).Find();

    private double Decibels(IReadOnlyList<NodeSpan> float32) =>
        -10 * Math.Log10(Floor + _noise.Where((_, node) => !float32.Any(span => span.Contains(node))).Sum());
}
