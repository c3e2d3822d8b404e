using QuantBuild.Execution;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Execution;

public sealed class Comparing_two_models : IDisposable
{
    private readonly TestDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Finds_a_model_identical_with_itself_and_lists_the_dimensions_it_set()
    {
        var response = Compare(TestModels.Linear(), TestModels.Linear());

        var output = Assert.Single(response.Outputs);
        Assert.True(output.Identical);
        Assert.Null(output.SqnrDb);
        Assert.Equal(4, output.Equal);
        Assert.Equal("x[0] (batch)", Assert.Single(response.UnsetDimensions).ToString());
    }

    [Fact]
    public void Measures_a_known_ratio()
    {
        // Every weight 1 % larger: the noise is a hundredth of the signal, 40 dB below it.
        var output = Assert.Single(Compare(TestModels.Linear(), TestModels.Linear(1.01f)).Outputs);

        Assert.False(output.Identical);
        Assert.Equal(40, output.SqnrDb!.Value, 2);
        Assert.Equal(1, output.Cosine!.Value, 6);
    }

    [Fact]
    public void Feeds_the_same_values_to_an_input_of_another_element_type()
    {
        var half = new ModelBuilder().Input("x", "64", ElementType.Float16).Cast(ElementType.Float32).Output("y", "64");
        var single = new ModelBuilder().Input("x", "64").Output("y", "64");

        var output = Assert.Single(Compare(single, half).Outputs);

        Assert.InRange(output.MaxAbsError!.Value, double.Epsilon, 1 / 2048.0);
    }

    [Theory]
    [InlineData("Float16", 11)]
    [InlineData("BFloat16", 8)]
    [InlineData("Float64", 24)]
    public void Reads_outputs_of_every_floating_point_width(string type, int precision)
    {
        var other = Enum.Parse<ElementType>(type);
        var single = new ModelBuilder().Input("x", "64").Output("y", "64");

        var output = Assert.Single(Compare(single, new ModelBuilder().Input("x", "64").Cast(other).Output("y", "64", other)).Outputs);

        Assert.False(output.Identical);
        Assert.InRange(output.MaxAbsError!.Value, 0, Math.Pow(2, -precision));
    }

    [Fact]
    public void Makes_up_integers_that_are_legal_in_a_vocabulary_of_two()
    {
        var model = new ModelBuilder().Initializer("table", [2, 3], ModelBuilder.Random(6, 1))
            .Input("ids", "1,sequence", ElementType.Int64).Node("Gather", ["table", "ids"]).Output("y", "1,sequence,3");

        Assert.True(Assert.Single(Compare(model, model).Outputs).Identical);
    }

    [Fact]
    public void Counts_equal_elements_of_integers_and_has_no_ratio_for_them()
    {
        var output = Assert.Single(Compare(Rounded(0), Rounded(1)).Outputs);

        Assert.Null(output.SqnrDb);
        Assert.Null(output.ReferenceRms);
        Assert.Equal(0.5, output.EqualShare);

        ModelBuilder Rounded(int second) => new ModelBuilder().Input("x", "2").Node("Mul", ["x", "zero"]).Initializer("zero", [1], [0f])
            .Add([2], [0, second]).Cast(ElementType.Int32).Output("y", "2", ElementType.Int32);
    }

    [Fact]
    public void Tells_another_shape_and_a_missing_output()
    {
        var wide = new ModelBuilder().Input("x", "2").Output("y", "2");
        var square = new ModelBuilder().Input("x", "2").Node("Unsqueeze", ["x", "axis"]).Initializer("axis", [1], [0L]).Output("y", "1,2");
        var renamed = new ModelBuilder().Input("x", "2").Output("z", "2");

        Assert.Equal("its shape is 1×2 instead of 2", Assert.Single(Compare(wide, square).Outputs).Incomparable);
        Assert.Equal(
            [("y", "the artifact has no output of this name"), ("z", "the original has no output of this name")],
            Compare(wide, renamed).Outputs.Select(output => (output.Name, output.Incomparable)));
    }

    [Fact]
    public void Says_which_input_cannot_be_made_up()
    {
        var model = new ModelBuilder().Input("text", "1", ElementType.String).Output("y", "1", ElementType.String);

        var response = Compare(model, model);

        Assert.Equal(new ModelFailure(FailureStage.Inputs, "input 'text' is of string; such inputs cannot be made up"), response.OriginalFailure);
        Assert.Null(response.ArtifactFailure);
    }

    [Fact]
    public void Tells_an_original_that_does_not_run_from_an_artifact_that_does_not()
    {
        var failing = new ModelBuilder().Input("x", "n").Node("Reshape", ["x", "shape"]).Initializer("shape", [1], [5L]).Output("y", "5");
        var running = new ModelBuilder().Input("x", "n").Output("y", "n");

        Assert.Equal(FailureStage.Run, Compare(failing, running).OriginalFailure?.Stage);
        Assert.Equal(FailureStage.Run, Compare(running, failing).ArtifactFailure?.Stage);
    }

    private CompareResponse Compare(ModelBuilder original, ModelBuilder artifact)
    {
        var request = new CompareRequest(original.Save(_folder.File("original.onnx")), artifact.Save(_folder.File("artifact.onnx")));
        var outcome = new ExecutionClient().Run(ExecutionVerbs.Compare, request, TestModels.Limits);
        Assert.Null(outcome.Death);
        return outcome.Response!;
    }
}
