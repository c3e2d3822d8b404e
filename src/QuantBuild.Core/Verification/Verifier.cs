using QuantBuild.Diagnostics;
using QuantBuild.Execution;
using QuantBuild.Models;

namespace QuantBuild.Verification;

/// <summary>Runs original and artifact once on equal seeded inputs, in a child, before the artifact is put in place.</summary>
internal static class Verifier
{
    /// <summary>Below it outputs differ so much that a person should look, gate or no gate.</summary>
    private const double SuspiciousSqnr = 20;

    /// <summary>Largest absolute error where the reference is too small for a ratio.</summary>
    private const double NegligibleError = 1e-6;

    /// <summary>Both files once as a session makes of them and once while loading; runtimes were measured at up to three times a file.</summary>
    private const double MemoryPerFileByte = 3;

    /// <param name="original">Absolute path of the source.</param>
    /// <param name="originalSize">The source and its external data.</param>
    /// <param name="artifact">Absolute path of what was made of it, still under its temporary name.</param>
    /// <param name="gate">How good it has to be.</param>
    /// <param name="diagnostics">Takes QB4s, about the source.</param>
    /// <param name="cancellation">Ends the child.</param>
    public static VerificationResult Verify(
        string original, ByteSize originalSize, string artifact, VerificationGate gate, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var needed = (originalSize + new ByteSize(new FileInfo(artifact).Length)) * MemoryPerFileByte;
        var available = MemoryAtHand.Measure();
        if (needed > available)
        {
            return NotRun($"needs about {needed} of memory, and {available} are at hand", Descriptors.VerificationSkipped, diagnostics);
        }

        var outcome = new ExecutionClient().Run(
            ExecutionVerbs.Compare, new CompareRequest(original, artifact), new ExecutionLimits(available, ExecutionLimits.DefaultTime), cancellation);
        return outcome.Response is { } response
            ? Judge(response, gate, diagnostics)
            : NotRun($"a child process runs the models, and {outcome.Death}", Descriptors.ChildDied, diagnostics);
    }

    /// <summary>What the comparison means.</summary>
    internal static VerificationResult Judge(CompareResponse response, VerificationGate gate, DiagnosticBag diagnostics)
    {
        if (response.OriginalFailure is { } original)
        {
            return response.ArtifactFailure is { } both && original.Stage != FailureStage.Load
                ? Failed($"the artifact does not load: {both.Message}", Descriptors.ArtifactDoesNotLoad, diagnostics)
                : NotRun($"the original itself does not {Verb(original.Stage)}: {original.Message}", Descriptors.OriginalDoesNotRun, diagnostics);
        }

        if (response.ArtifactFailure is { } failure)
        {
            return Failed($"the original runs, but the artifact does not {Verb(failure.Stage)}: {failure.Message}", Descriptors.ArtifactDoesNotLoad, diagnostics);
        }

        return Measure(response, gate, diagnostics);
    }

    private static VerificationResult Measure(CompareResponse response, VerificationGate gate, DiagnosticBag diagnostics)
    {
        var floats = response.Outputs.Where(output => output.ReferenceRms is not null).ToList();
        var result = new VerificationResult
        {
            Status = VerificationStatus.Passed,
            Identical = response.Outputs.Count > 0 && response.Outputs.All(output => output.Identical),
            SqnrDb = floats.Min(output => output.SqnrDb),
            Cosine = floats.Min(output => output.Cosine),
            MaxAbsError = floats.Max(output => output.MaxAbsError),
            Reason = response.UnsetDimensions.Count == 0 ? null : $"dimensions set to 1: {string.Join(", ", response.UnsetDimensions)}",
        };
        if (response.Outputs.FirstOrDefault(output => output.Incomparable is not null) is { } incomparable)
        {
            return Failed($"output '{incomparable.Name}': {incomparable.Incomparable}", Descriptors.OutputsDiffer, diagnostics);
        }

        if (response.Outputs.FirstOrDefault(output => output.NotFinite > 0) is { } broken)
        {
            var words = $"output '{broken.Name}' has {broken.NotFinite} of {broken.Elements} elements that are no numbers in only one of the two models";
            return gate.IsSet ? Failed(words, Descriptors.BelowGate, diagnostics) : Warn(result, words, diagnostics);
        }

        if (gate.MinSqnr is { } minimum && result.SqnrDb < minimum)
        {
            return Failed(
                $"SQNR of the worst output is {result.SqnrDb:0.0} dB, {minimum - result.SqnrDb:0.0} dB below MinSqnr={minimum:0.#}; lower it, or name sensitive nodes in ExcludeNodes",
                Descriptors.BelowGate, diagnostics) with { SqnrDb = result.SqnrDb, Cosine = result.Cosine, MaxAbsError = result.MaxAbsError };
        }

        var tiny = floats.Find(output => output is { SqnrDb: null, Identical: false, ReferenceRms: < OutputMetrics.SmallestRms, MaxAbsError: > NegligibleError });
        return result.SqnrDb < SuspiciousSqnr ? Warn(result, $"SQNR of the worst output is only {result.SqnrDb:0.0} dB on synthetic inputs; MinSqnr makes this a gate", diagnostics)
            : tiny is not null ? Warn(result, $"output '{tiny.Name}' is about 0 in the original and off by {tiny.MaxAbsError:0.0e+0} in the artifact", diagnostics)
            : result;
    }

    private static VerificationResult Warn(VerificationResult result, string words, DiagnosticBag diagnostics)
    {
        diagnostics.Add(Descriptors.OutputsDiffer, words);
        return result;
    }

    private static VerificationResult Failed(string words, DiagnosticDescriptor descriptor, DiagnosticBag diagnostics)
    {
        diagnostics.Add(descriptor, words);
        return new VerificationResult { Status = VerificationStatus.Failed, Reason = words };
    }

    private static VerificationResult NotRun(string words, DiagnosticDescriptor descriptor, DiagnosticBag diagnostics)
    {
        diagnostics.Add(descriptor, $"not verified: {words}");
        return new VerificationResult { Status = VerificationStatus.NotRun, Reason = words };
    }

    private static string Verb(FailureStage stage) => stage == FailureStage.Load ? "load" : "run";
}
