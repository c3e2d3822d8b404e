using QuantBuild.Core.Tests.Execution;
using QuantBuild.Diagnostics;
using QuantBuild.Execution;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;
using QuantBuild.TestSupport;
using QuantBuild.Verification;

namespace QuantBuild.Core.Tests.Verification;

public sealed class Verifying_an_artifact : IDisposable
{
    private readonly TestDirectory _folder = new();
    private readonly DiagnosticBag _diagnostics = new("/models/m.onnx");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Passes_an_identical_one_and_names_what_it_set_to_one()
    {
        var result = Verify(TestModels.Linear(), TestModels.Linear());

        Assert.Equal(VerificationStatus.Passed, result.Status);
        Assert.True(result.Identical);
        Assert.Null(result.SqnrDb);
        Assert.Equal("dimensions set to 1: batch", result.Reason);
        Assert.Empty(_diagnostics);
    }

    [Fact]
    public void Passes_one_above_its_gate_and_fails_the_same_one_below_it()
    {
        var (original, artifact) = (TestModels.Linear(), TestModels.Linear(1.01f));

        Assert.Equal(VerificationStatus.Passed, Verify(original, artifact, new VerificationGate(39.9)).Status);
        Assert.Empty(_diagnostics);

        Assert.Equal(VerificationStatus.Failed, Verify(original, artifact, new VerificationGate(40.1)).Status);
        Expect("QB4002", Severity.Error, "output 'y' has an SQNR of 40.0 dB, below MinSqnr=40.1");
    }

    [Fact]
    public void Warns_of_much_noise_where_no_gate_is_set()
    {
        var result = Verify(TestModels.Linear(), TestModels.Linear(1.5f));

        Assert.Equal(VerificationStatus.Passed, result.Status);
        Expect("QB4006", Severity.Warning, "output 'y' has an SQNR of 6.0 dB, below the expected 20 dB");
    }

    [Fact]
    public void Fails_one_that_lost_an_output_gained_one_or_changed_its_rank()
    {
        var two = TestModels.Linear();
        two.From("y").Relu().Output("z", null);

        Assert.Equal(VerificationStatus.Failed, Verify(two, TestModels.Linear()).Status);
        Assert.Equal(VerificationStatus.Failed, Verify(TestModels.Linear(), two).Status);
        var flat = new ModelBuilder().Input("x", "2,2").Initializer("shape", [1], [4L]).Node("Reshape", ["x", "shape"]).Output("y", "4");
        Assert.Equal(VerificationStatus.Failed, Verify(new ModelBuilder().Input("x", "2,2").Relu().Output("y", "2,2"), flat).Status);

        Assert.Equal(["QB4009", "QB4009", "QB4009"], _diagnostics.Select(diagnostic => diagnostic.Code));
    }

    [Fact]
    public void Does_not_call_outputs_without_elements_identical()
    {
        var nothing = new ModelBuilder().Input("x", "1,4").Initializer("from", [1], [9L]).Node("Slice", ["x", "from", "from"]).Output("y", null);

        var result = Verify(nothing, nothing);

        Assert.Equal((VerificationStatus.NotRun, false, "every output is empty on made-up inputs"), (result.Status, result.Identical, result.Reason));
        Expect("QB4010", Severity.Warning, "Set Samples to inputs of your own");
    }

    [Fact]
    public void Does_not_call_sequences_verified()
    {
        Assert.Equal(VerificationStatus.NotRun, Verify(Sequence(), Sequence()).Status);

        Expect("QB4006", Severity.Warning, "output 'y' cannot be compared: it is a sequence, and only tensors are compared");
    }

    [Fact]
    public void Fails_one_whose_sequence_became_a_tensor()
    {
        Assert.Equal(VerificationStatus.Failed, Verify(Sequence(), new ModelBuilder().Input("x", "2,4").Output("y", "2,4")).Status);

        Expect("QB4009", Severity.Error, "it is a tensor instead of a sequence");
    }

    [Fact]
    public void Fails_one_that_overflows()
    {
        Assert.Equal(VerificationStatus.Failed, Verify(TestModels.Linear(), TestModels.Linear(float.PositiveInfinity)).Status);

        Expect("QB4008", Severity.Error, "output 'y' is NaN or infinite in 4 of 4 places");
    }

    [Fact]
    public void Fails_one_that_does_not_load_without_naming_its_temporary_path()
    {
        var broken = new ModelBuilder().Input("x", "1").Node("NoSuchOperator", ["x"]).Output("y", "1");

        Assert.Equal(VerificationStatus.Failed, Verify(TestModels.Linear(), broken).Status);

        Expect("QB4001", Severity.Error, "NoSuchOperator");
        Assert.DoesNotContain(_folder.Path, Assert.Single(_diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fails_one_that_loads_but_does_not_run()
    {
        Assert.Equal(VerificationStatus.Failed, Verify(new ModelBuilder().Input("x", "n").Output("y", "n"), NotRunning()).Status);

        Expect("QB4007", Severity.Error, "loads but does not run");
    }

    [Fact]
    public void Fails_one_that_only_crashes_as_applications_load_it()
    {
        var original = new ModelBuilder().Input("x", "2,5,16").Node("Transpose", ["x"], null, ModelBuilder.Attribute("perm", [1, 0, 2])).MatMul(16, 8).Output("y", null);
        var artifact = new ModelBuilder().Input("x", "2,5,16").Cast(ElementType.Float16).Node("Transpose", ["Cast_0"], null, ModelBuilder.Attribute("perm", [1, 0, 2]))
            .Cast(ElementType.Float32).MatMul(16, 8).Output("y", null);

        Assert.Equal(VerificationStatus.Failed, Verify(original, artifact).Status);

        Expect("QB4005", Severity.Error, "it crashed in native code (exit code 139). Set Mode=Never, another Scheme, or name the node in ExcludeNodes");
    }

    [Fact]
    public void Compares_one_whose_original_crashes_just_so()
    {
        var model = new ModelBuilder().Input("x", "2,5,16").Cast(ElementType.Float16).Node("Transpose", ["Cast_0"], null, ModelBuilder.Attribute("perm", [1, 0, 2]))
            .Cast(ElementType.Float32).MatMul(16, 8).Output("y", null);

        var result = Verify(model, model);

        Assert.Equal((VerificationStatus.Passed, true), (result.Status, result.Identical));
        Assert.Empty(_diagnostics);
    }

    [Fact]
    public void Blames_an_original_that_does_not_run_itself()
    {
        var result = Verify(NotRunning(), NotRunning());

        Assert.Equal(VerificationStatus.NotRun, result.Status);
        Expect("QB4004", Severity.Warning, "the original does not run on made-up inputs");
    }

    [Fact]
    public void Does_not_blame_the_artifact_of_an_original_that_does_not_load()
    {
        var broken = new ModelBuilder().Input("x", "1").Node("NoSuchOperator", ["x"]).Output("y", "1");

        Assert.Equal(VerificationStatus.NotRun, Verify(broken, broken).Status);

        Expect("QB4004", Severity.Warning, "the original does not load in ONNX Runtime");
    }

    [Fact]
    public void Is_skipped_where_three_times_the_models_is_more_than_the_memory_at_hand()
    {
        Assert.Equal(VerificationStatus.NotRun, Verify(ByteSize.FromMegabytes(100), new ByteSize(ByteSize.FromMegabytes(300).Bytes - 1)).Status);
        Expect("QB4003", Severity.Warning, "it would need about 300.0 MB");
    }

    [Fact]
    public void Is_run_where_three_times_the_models_is_exactly_the_memory_at_hand()
    {
        Assert.Equal(VerificationStatus.Passed, Verify(ByteSize.FromMegabytes(1000), ByteSize.FromMegabytes(3000)).Status);
        Assert.Empty(_diagnostics);
    }

    [Fact]
    public void Is_skipped_when_the_child_meets_its_memory_limit()
    {
        Assert.Equal(VerificationStatus.NotRun, Verify(new ByteSize(1), ByteSize.FromMegabytes(4), TestModels.Endless()).Status);
        Expect("QB4003", Severity.Warning, "was ended when it needed more than 4.0 MB");
    }

    [Fact]
    public void Fails_where_the_child_gives_no_answer()
    {
        var verifier = new Verifier(new ExecutionClient(dotnet: Path.Combine(_folder.Path, "no-dotnet")));

        Assert.Equal(VerificationStatus.Failed, verifier.Verify(Input(TestModels.Linear(), TestModels.Linear()), _diagnostics).Status);

        Expect("QB4005", Severity.Error, "DOTNET_ROOT");
    }

    private static ModelBuilder Sequence()
    {
        var builder = new ModelBuilder().Input("x", "2,4").Node("SplitToSequence", ["x"], "y");
        builder.Graph.Output.Add(new ValueInfoProto { Name = "y", Type = new TypeProto { SequenceType = new() { ElemType = new TypeProto { TensorType = new() { ElemType = 1 } } } } });
        return builder;
    }

    private static ModelBuilder NotRunning() =>
        new ModelBuilder().Input("x", "n").Node("Reshape", ["x", "shape"]).Initializer("shape", [1], [5L]).Output("y", "5");

    private VerificationResult Verify(ModelBuilder original, ModelBuilder artifact, VerificationGate? gate = null) =>
        new Verifier(new ExecutionClient()).Verify(Input(original, artifact) with { Gate = gate ?? new() }, _diagnostics);

    private VerificationResult Verify(ByteSize models, ByteSize memory, ModelBuilder? model = null) => new Verifier(new ExecutionClient()).Verify(
        Input(model ?? TestModels.Linear(), model ?? TestModels.Linear()) with { ModelBytes = models, MemoryAtHand = memory }, _diagnostics);

    private VerificationInput Input(ModelBuilder original, ModelBuilder artifact) => new()
    {
        Original = original.Save(_folder.File("m.onnx")),
        Artifact = artifact.Save(_folder.File("m.onnx.tmp")),
        ModelBytes = ByteSize.FromMegabytes(1),
        MemoryAtHand = ByteSize.FromMegabytes(4096),
    };

    private void Expect(string code, Severity severity, string part)
    {
        var diagnostic = Assert.Single(_diagnostics);
        Assert.Equal((code, severity), (diagnostic.Code, diagnostic.Severity));
        Assert.Contains(part, diagnostic.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', diagnostic.Message);
    }
}
