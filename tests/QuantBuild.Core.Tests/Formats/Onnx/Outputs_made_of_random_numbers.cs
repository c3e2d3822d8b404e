using QuantBuild.Diagnostics;
using QuantBuild.Execution;
using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;
using QuantBuild.TestSupport;
using QuantBuild.Verification;

namespace QuantBuild.Core.Tests.Formats.Onnx;

public sealed class Outputs_made_of_random_numbers
{
    [Fact]
    public void Are_those_that_a_draw_without_a_seed_goes_into() =>
        Assert.Equal(["noisy"], RandomOutputs.Of(Noisy().Proto));

    [Fact]
    public void Are_none_where_the_model_names_the_seed() =>
        Assert.Empty(RandomOutputs.Of(Noisy(ModelBuilder.Attribute("seed", 1f)).Proto));

    [Fact]
    public void Come_out_of_bodies_and_functions_that_draw()
    {
        var model = new ModelBuilder().Input("x", "2,2").Node("Twice", ["x"], "t").Output("a", "2,2").Proto;
        model.Graph.Node[0].Domain = "own";
        Assert.Empty(RandomOutputs.Of(model));

        model.Functions.Add(new FunctionProto { Name = "Twice", Domain = "own", Node = { new NodeProto { OpType = "RandomNormalLike" } } });
        Assert.Equal(["a"], RandomOutputs.Of(model));
    }

    [Fact]
    public void Are_none_where_only_their_extents_are_taken_or_another_input_is_left_out()
    {
        var model = new ModelBuilder().Input("x", "2,2")
            .Nodes("Twice", ["x"], ["noise", ""], ModelBuilder.Attribute("body", Noisy().Proto.Graph))
            .Node("Shape", ["noise"], "extents").Output("s", "2", ElementType.Int64)
            .Node("Clip", ["x", "", ""], "clipped").Output("y", "2,2");

        Assert.Empty(RandomOutputs.Of(model.Proto));
    }

    [Fact]
    public void Are_found_in_any_order_of_the_nodes()
    {
        var model = Noisy().Proto;
        var nodes = model.Graph.Node.Reverse().ToList();
        model.Graph.Node.Clear();
        model.Graph.Node.Add(nodes);

        Assert.Equal(["noisy"], RandomOutputs.Of(model));
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "QB4010")]
    public void Meet_no_gate_and_miss_none(bool alone, string? code)
    {
        using var folder = new TestDirectory();
        var diagnostics = new DiagnosticBag("/models/m.onnx");
        var (original, artifact) = (Noisy(), Noisy(ModelBuilder.Attribute("scale", 2f)));
        foreach (var model in new[] { original, artifact })
        {
            if (alone)
            {
                model.Proto.Graph.Output.RemoveAt(0);
            }
        }

        var result = new Verifier(new ExecutionClient()).Verify(Input(folder, original, artifact) with { Gate = new VerificationGate(40) }, diagnostics);

        Assert.Equal(alone ? VerificationStatus.NotRun : VerificationStatus.Passed, result.Status);
        Assert.Equal(code, diagnostics.SingleOrDefault()?.Code);
    }

    [Fact]
    public void Are_not_said_to_be_far_from_the_original_and_the_others_are_verified()
    {
        using var folder = new TestDirectory();
        var diagnostics = new DiagnosticBag("/models/m.onnx");

        var comparison = new Verifier(new ExecutionClient()).Compare(Input(folder, Noisy(), Noisy(ModelBuilder.Attribute("scale", 2f))), diagnostics, default);

        Assert.Equal(VerificationStatus.Passed, comparison.Result.Status);
        Assert.Null(comparison.Result.SqnrDb);
        Assert.Contains("'noisy' cannot be compared: it is made of random numbers", Assert.Single(diagnostics).Message, StringComparison.Ordinal);
        Assert.True(Assert.Single(comparison.Outputs, output => output.Name == "plain").Identical);
    }

    private static VerificationInput Input(TestDirectory folder, ModelBuilder original, ModelBuilder artifact) => new()
    {
        Original = original.Save(folder.File("m.onnx")),
        Artifact = artifact.Save(folder.File("m.onnx.tmp")),
        ModelBytes = ByteSize.FromMegabytes(1),
        MemoryAtHand = ByteSize.FromMegabytes(4096),
        RandomOutputs = RandomOutputs.Of(original.Proto),
    };

    private static ModelBuilder Noisy(params AttributeProto[] attributes) => new ModelBuilder()
        .Input("x", "2,2")
        .Node("Relu", ["x"], "r")
        .Output("plain", "2,2")
        .Node("RandomNormalLike", ["r"], "noise", attributes)
        .Node("Add", ["r", "noise"], "sum")
        .Output("noisy", "2,2");
}
