using QuantBuild.Diagnostics;
using QuantBuild.Execution;

namespace QuantBuild.Verification;

/// <summary>Loads the artifact and runs it against the original in a child process; says what came of it.</summary>
internal sealed class Verifier(ExecutionClient client)
{
    /// <summary>Resident bytes of a session per byte of model, at the worst of what was measured.</summary>
    private const double MemoryPerModelByte = 3;

    private const string NextOfArtifact = "Set Mode=Never, another Scheme, or name the node in ExcludeNodes";

    private const string NextOfComparison = "Name a model that ONNX Runtime runs on the original's inputs";

    public VerificationResult Verify(VerificationInput input, DiagnosticBag diagnostics, CancellationToken cancellation = default) =>
        Compare(input, diagnostics, cancellation).Result;

    /// <summary>As <see cref="Verify"/>, with every output.</summary>
    public Comparison Compare(VerificationInput input, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var needed = input.ModelBytes * MemoryPerModelByte;
        if (needed > input.MemoryAtHand)
        {
            return new Comparison(Skipped($"it would need about {needed}, of which {input.MemoryAtHand} is at hand", input, diagnostics), []);
        }

        var limits = new ExecutionLimits(input.MemoryAtHand, ExecutionLimits.DefaultTime) { Expected = needed };
        var outcome = WithoutChance(Run(input, input.Artifact, limits, cancellation), input.RandomOutputs);
        if (input.AsApplicationsLoad && outcome.Death is { End: ChildEnd.Aborted or ChildEnd.Crashed } crash && Run(input, input.Original, limits, cancellation).Death?.End == crash.End)
        {
            // Applications cannot load the original so, either: it is compared as it does run.
            return Compare(input with { AsApplicationsLoad = false }, diagnostics, cancellation);
        }

        var result = outcome switch
        {
            { Death: { } death } => Died(death, input, limits, diagnostics, cancellation),
            { Response.OriginalFailure: { } failure } => OriginalFailed(failure, outcome.Response.ArtifactFailure, input, diagnostics),
            { Response.ArtifactFailure: { } failure } => ArtifactFailed(failure, input, diagnostics),
            _ => OutputJudge.Judge(outcome.Response!, input, diagnostics),
        };
        return new Comparison(result, outcome.Response?.Outputs ?? []);
    }

    /// <summary>Where numbers are drawn anew, how far two runs are apart says nothing of an artifact.</summary>
    private static ExecutionOutcome<CompareResponse> WithoutChance(ExecutionOutcome<CompareResponse> outcome, IReadOnlyList<string> random) =>
        outcome.Response is not { } response || random.Count == 0 ? outcome : outcome with
        {
            Response = response with { Outputs = [.. response.Outputs.Select(output => output is { Identical: false, IsAnother: false, NotFinite: 0 } && random.Contains(output.Name) ? Drawn(output) : output)] },
        };

    private static OutputComparison Drawn(OutputComparison output) => new() { Name = output.Name, Type = output.Type, IsRandom = true, Incomparable = "it is made of random numbers that are drawn without a seed" };

    private ExecutionOutcome<CompareResponse> Run(VerificationInput input, string artifact, ExecutionLimits limits, CancellationToken cancellation) => client.Run(
        ExecutionVerbs.Compare, new CompareRequest(input.Original, artifact) { Shapes = input.Shapes, Samples = input.Samples, AsApplicationsLoad = input.AsApplicationsLoad }, limits, cancellation);

    /// <summary>The original alone tells whose fault it was.</summary>
    private VerificationResult Died(
        ChildDeath death, VerificationInput input, ExecutionLimits limits, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (death.End == ChildEnd.MemoryLimit)
        {
            return Skipped($"the process that ran it {Predicate(death)}", input, diagnostics);
        }

        if (death.End is ChildEnd.Aborted or ChildEnd.Crashed)
        {
            var alone = Run(input, input.Original, limits, cancellation);
            if (alone.Death is { } same && same.End == death.End)
            {
                var load = client.Run(ExecutionVerbs.Load, new LoadRequest(input.Artifact, OptimizationLevel.Basic), limits, cancellation);
                return load.Death is { } dead
                    ? ChildDied(dead, input, diagnostics)
                    : OriginalFailed(new ModelFailure(FailureStage.Run, $"its process {Predicate(same)}"), load.Response!.Failure, input, diagnostics);
            }
        }

        return ChildDied(death, input, diagnostics);
    }

    private static VerificationResult OriginalFailed(
        ModelFailure original, ModelFailure? artifact, VerificationInput input, DiagnosticBag diagnostics)
    {
        // An artifact of a model that does not load itself is not to blame for the same.
        if (artifact is not null && original.Stage != FailureStage.Load)
        {
            return ArtifactFailed(artifact, input, diagnostics);
        }

        var what = original.Stage switch
        {
            FailureStage.Load => "does not load in ONNX Runtime",
            FailureStage.Inputs => $"cannot be run on {OnInputs(input)}",
            _ => $"does not run on {OnInputs(input)}",
        };
        var reason = $"the original {what}: {Reason(original, input)}";
        diagnostics.Add(Descriptors.OriginalDoesNotRun, input.Words == VerificationWords.OfComparison
            ? $"Nothing was compared: {reason}. Set --shapes where its inputs need extents other than 1."
            : artifact is null
            ? $"Only loading was verified: {reason}. Compare the outputs on inputs of your own."
            : $"Nothing was verified: {reason}. The artifact does not load either.");
        return new VerificationResult { Status = VerificationStatus.NotRun, Reason = reason };
    }

    private static string OnInputs(VerificationInput input) => input.Samples.Count > 0 ? "its samples" : "made-up inputs";

    private static VerificationResult ArtifactFailed(ModelFailure failure, VerificationInput input, DiagnosticBag diagnostics)
    {
        var (descriptor, what) = failure.Stage == FailureStage.Load
            ? (Descriptors.ArtifactDoesNotLoad, "does not load in ONNX Runtime")
            : (Descriptors.ArtifactDoesNotRun, "loads but does not run where the original does");
        var reason = $"the artifact {what}: {Reason(failure, input)}";
        diagnostics.Add(descriptor, input.Words.Refused(reason, NextOfArtifact, NextOfComparison));
        return Failed(reason);
    }

    private static VerificationResult ChildDied(ChildDeath death, VerificationInput input, DiagnosticBag diagnostics)
    {
        var reason = $"the process that ran the models gave no answer: {death}";
        var next = death.End switch
        {
            ChildEnd.NotStarted => "Set DOTNET_ROOT to the folder of a .NET installation",
            ChildEnd.TimeLimit => "Set QuantBuildVerify=false for a model that runs so long",
            ChildEnd.NoNativeLibrary => $"Build on {ChildDeath.Platforms}, or set QuantBuildVerify=false",
            ChildEnd.Aborted or ChildEnd.Crashed => NextOfArtifact,
            _ => "Free memory, or set QuantBuildVerify=false",
        };
        var nextInComparison = death.End switch
        {
            ChildEnd.TimeLimit => "Compare on smaller extents with --shapes",
            ChildEnd.NoNativeLibrary => $"Compare on {ChildDeath.Platforms}",
            ChildEnd.Aborted or ChildEnd.Crashed => NextOfComparison,
            _ => "Free memory, or compare on smaller extents with --shapes",
        };
        diagnostics.Add(Descriptors.ChildDied, input.Words.Refused(reason, next, nextInComparison));
        return Failed(reason);
    }

    private static VerificationResult Skipped(string reason, VerificationInput input, DiagnosticBag diagnostics)
    {
        diagnostics.Add(Descriptors.VerificationSkipped,
            input.Words.Of(
                $"Verification was skipped: {reason}. Build where there is more memory, or set QuantBuildVerify=false to accept the artifact unverified.",
                $"Nothing was compared: {reason}. Compare where there is more memory."));
        return new VerificationResult { Status = VerificationStatus.NotRun, Reason = reason };
    }

    private static VerificationResult Failed(string reason) => new() { Status = VerificationStatus.Failed, Reason = reason };

    private static string Predicate(ChildDeath death) => death.ToString()["it ".Length..];

    /// <summary>ONNX Runtime names files by their paths; the artifact's, and that of its data, are temporary.</summary>
    private static string Reason(ModelFailure failure, VerificationInput input) =>
        failure.Message.Replace(input.Artifact, "the artifact", StringComparison.Ordinal)
            .Replace(input.Original, "the original", StringComparison.Ordinal)
            .Replace(Path.GetDirectoryName(input.Artifact) + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
}
