using QuantBuild.Execution;
using QuantBuild.Models;

namespace QuantBuild.Core.Tests.Execution;

public sealed class Metrics_of_an_output
{
    [Fact]
    public void Follow_their_definitions()
    {
        var result = Compare([3, 4, 0, 0], [3, 4, 0, 0.5]);

        Assert.Equal(10 * Math.Log10(25 / 0.25), result.SqnrDb!.Value, 12);
        Assert.Equal(25 / (5 * Math.Sqrt(25.25)), result.Cosine!.Value, 12);
        Assert.Equal(0.5, result.MaxAbsError);
        Assert.Equal((4L, 3L), (result.Elements, result.Equal));
    }

    [Fact]
    public void Take_NaN_and_infinity_at_the_same_places_for_equal()
    {
        var result = Compare([double.NaN, double.PositiveInfinity, 1], [double.NaN, double.PositiveInfinity, 1]);

        Assert.Equal((0L, 3L), (result.NotFinite, result.Equal));
        Assert.Null(result.SqnrDb);
    }

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(1, double.NaN)]
    [InlineData(1, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, double.PositiveInfinity)]
    public void Count_other_NaN_and_infinity_apart(double reference, double other)
    {
        var result = Compare([reference, 2], [other, 2]);

        Assert.Equal(1, result.NotFinite);
        Assert.Equal(0, result.MaxAbsError);
    }

    [Fact]
    public void Have_no_ratio_for_a_reference_that_is_all_but_zero()
    {
        var result = Compare([1e-7, -1e-7], [1e-7, 0.25]);

        Assert.Null(result.SqnrDb);
        Assert.Equal(0.25, result.MaxAbsError!.Value, 6);
    }

    private static OutputComparison Compare(double[] reference, double[] other)
    {
        var metrics = new OutputMetrics();
        metrics.Add(reference, other);
        return metrics.Complete(new OutputComparison { Name = "y", Type = ElementType.Float32 });
    }
}
