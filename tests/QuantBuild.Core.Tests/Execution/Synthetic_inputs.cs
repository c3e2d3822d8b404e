using QuantBuild.Execution;
using QuantBuild.Models;

namespace QuantBuild.Core.Tests.Execution;

public sealed class Synthetic_inputs
{
    [Theory]
    [InlineData("Float32", -1, 1)]
    [InlineData("Float16", -1, 1)]
    [InlineData("UInt8", 0, 255)]
    [InlineData("Int8", -128, 127)]
    [InlineData("Int64", 0, 1)]
    [InlineData("Int32", 0, 1)]
    [InlineData("Bool", 0, 1)]
    public void Stay_in_a_sensible_range_and_use_it(string type, double low, double high)
    {
        var values = Values("x", Enum.Parse<ElementType>(type), 1);

        Assert.All(values, value => Assert.InRange(value, low, high));
        Assert.InRange(values.Average(), (low + high) / 2 - (high - low) / 20, (low + high) / 2 + (high - low) / 20);
    }

    [Fact]
    public void Are_the_same_for_the_same_seed_however_they_are_asked_for()
    {
        var whole = Values("x", ElementType.Float32, 1);
        var pieces = new SyntheticValues("x", ElementType.Float32, 1);
        var (first, second) = (new double[1000], new double[1000]);
        pieces.Next(first);
        pieces.Next(second);

        Assert.Equal<double>(whole, first.Concat(second));
        Assert.NotEqual(whole, Values("x", ElementType.Float32, 2));
        Assert.NotEqual(whole, Values("z", ElementType.Float32, 1));
    }

    [Fact]
    public void Keep_their_values_between_releases() =>
        Assert.Equal<double>([-0.63013279438018799, -0.40052366256713867, -0.41347599029541016], Values("x", ElementType.Float32, 1).Take(3));

    private static double[] Values(string input, ElementType type, long seed)
    {
        var values = new double[2000];
        new SyntheticValues(input, type, seed).Next(values);
        return values;
    }
}
