using QuantBuild.Execution;
using QuantBuild.Schemes;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Execution;

public sealed class Observing_a_model : IDisposable
{
    private readonly TestDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Finds_activations_beyond_the_range_of_float16_wherever_they_come_from()
    {
        var response = Observe(Scaled(3e5f).Node("Mul", ["scaled", "small"], "back").Initializer("small", [1], [1e-5f]).Output("y", "1,8"));

        Assert.Null(response.Failure);
        var range = Assert.Single(response.OutOfRange, range => !range.Stored);
        Assert.Equal("scaled", range.Tensor);
        Assert.InRange(range.Largest, 65505, 3e5);
        Assert.True(range.Overflows);
    }

    [Fact]
    public void Looks_at_every_float32_value_once()
    {
        var response = Observe(Scaled(1).Output("y", "1,8"));

        // The scale; the input, its multiple, and the output.
        Assert.Equal(4, response.Values);
        Assert.Empty(response.OutOfRange);
    }

    [Theory]
    [InlineData(65504f, true)]
    [InlineData(65505f, false)]
    [InlineData(6e-8f, true)]
    [InlineData(5e-8f, false)]
    [InlineData(0f, true)]
    [InlineData(1e-40f, true)]
    [InlineData(float.NegativeInfinity, true)]
    public void Finds_stored_values_that_float16_cannot_hold(float value, bool fits)
    {
        // Infinities are float16 too; what is next to zero in float32 was meant to be zero.
        var response = Observe(new ModelBuilder().Input("x", "2").Initializer("w", [2], [0, -value]).Node("Add", ["x", "w"]).Output("y", "2"));

        Assert.Equal(fits, !response.OutOfRange.Any(range => range.Stored));
    }

    [Fact]
    public void Finds_infinities_and_what_is_no_number()
    {
        var builder = new ModelBuilder().Input("x", "1,8").Initializer("zero", [1], [0f]).Initializer("one", [1], [1f])
            .Node("Mul", ["x", "zero"], "zeros").Node("Div", ["one", "zeros"], "infinite").Node("Mul", ["infinite", "zeros"], "undefined").Output("y", "1,8");

        var found = Observe(builder).OutOfRange;

        Assert.Equal(["infinite", "undefined", "y"], found.Select(range => range.Tensor));
        Assert.True(double.IsInfinity(found[0].Largest) && double.IsNaN(found[1].Largest));
        Assert.All(found, range => Assert.False(range.Overflows));
    }

    [Fact]
    public void Is_not_stopped_by_a_value_without_elements()
    {
        var builder = new ModelBuilder().Input("x", "4").Initializer("start", [1], [4L]).Initializer("end", [1], [9L])
            .Node("Slice", ["x", "start", "end"], "empty").Node("Concat", ["x", "empty"], null, ModelBuilder.Attribute("axis", 0)).Output("y", null);

        var response = Observe(builder);

        Assert.Null(response.Failure);
        Assert.Empty(response.OutOfRange);
    }

    [Fact]
    public void Reads_stored_values_of_a_model_that_does_not_run()
    {
        var builder = new ModelBuilder().Input("x", "n").Initializer("w", [1], [1e6f]).Initializer("shape", [1], [5L])
            .Node("Mul", ["x", "w"]).Node("Reshape", ["x", "shape"]).Output("y", "5");

        var response = Observe(builder);

        Assert.Equal(FailureStage.Run, response.Failure!.Stage);
        Assert.Equal("w", Assert.Single(response.OutOfRange).Tensor);
    }

    [Fact]
    public void Finds_external_data_beside_the_model()
    {
        ExternalModel.Write(_folder.File("e.onnx"));

        var response = Ask(_folder.File("e.onnx"));

        Assert.Null(response.Failure);
        Assert.Equal(4, response.Values);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(13)]
    [InlineData(18)]
    [InlineData(21)]
    public void Works_in_every_version_of_the_operators(int opset) =>
        Assert.Equal(["scaled", "y"], Observe(Scaled(3e5f, opset).Output("y", "1,8")).OutOfRange.Where(range => !range.Stored).Select(range => range.Tensor));

    [Fact]
    public void Takes_a_tensor_in_pieces_that_cut_its_elements()
    {
        // Larger than the block it is read in, with the largest value at the very end.
        float[] values = [.. ModelBuilder.Random(300_000, 1), 70_000f];
        var builder = new ModelBuilder().Input("x", "1").Initializer("w", [300_001], values).Node("Add", ["x", "w"], "sum").Node("ReduceMin", ["sum"]).Output("y", null);

        Assert.Equal(new ObservedRange("w", 70_000, Stored: true), Observe(builder).OutOfRange[0]);
    }

    private static ModelBuilder Scaled(float scale, int opset = 17) =>
        new ModelBuilder(opset).Input("x", "1,8").Initializer("scale", [1], [scale]).Node("Mul", ["x", "scale"], "scaled");

    private ObserveResponse Observe(ModelBuilder model) => Ask(model.Save(_folder.File("m.onnx")));

    private static ObserveResponse Ask(string path)
    {
        var outcome = new ExecutionClient().Run(ExecutionVerbs.Observe, new ObserveRequest(path), TestModels.Limits);
        Assert.True(outcome.Death is null, outcome.Death?.ToString());
        return outcome.Response!;
    }
}
