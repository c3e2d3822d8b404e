using QuantBuild.Diagnostics;
using QuantBuild.Execution;

namespace QuantBuild.Verification;

/// <summary>What the figures of a comparison mean: passed, worth a warning, or failed.</summary>
internal static class OutputJudge
{
    /// <summary>Below it an artifact without a gate is reported, in decibels: a tenth of the signal's amplitude is noise.</summary>
    public const double ExpectedSqnr = 20;

    /// <summary>Absolute error of an output whose reference is all but zero.</summary>
    public const double ExpectedError = 1e-3;

    /// <summary>Share of integers and truth values that should stay equal.</summary>
    public const double ExpectedEqual = 0.9;

    public static VerificationResult Judge(CompareResponse response, VerificationInput input, DiagnosticBag diagnostics)
    {
        var (gate, words) = (input.Gate, input.Words);
        var result = Figures(response) with { Inputs = input.Inputs };
        if (response.Outputs.FirstOrDefault(output => output.NotFinite > 0) is { } broken)
        {
            var reason = $"output '{broken.Name}' is NaN or infinite in {broken.NotFinite} of {broken.Elements} places where the original's is not, or the reverse";
            diagnostics.Add(Descriptors.OutputsNotFinite,
                words.Refused(reason, "Name the node whose values leave the range in ExcludeNodes", "A value beyond the range of the artifact's types is the usual cause; Scheme=mixed keeps such values in float32"), broken.Name);
            return result with { Status = VerificationStatus.Failed, Reason = reason };
        }

        if (response.Outputs.FirstOrDefault(output => output.IsAnother) is { } another)
        {
            var reason = $"output '{another.Name}' is not the original's: {another.Incomparable}";
            diagnostics.Add(Descriptors.OutputsChanged,
                words.Refused(reason, "Set Mode=Never, and report the model's operators", "Compare models with the same outputs"), another.Name);
            return result with { Status = VerificationStatus.Failed, Reason = reason };
        }

        if (response.Outputs.Count > 0 && response.Outputs.All(output => output.IsRandom || output is { Incomparable: null, Elements: 0 }))
        {
            var drawn = response.Outputs.Any(output => output.IsRandom);
            var empty = drawn ? "every output is empty or made of random numbers that are drawn without a seed"
                : $"every output is empty on {(input.Samples.Count > 0 ? "its samples" : "made-up inputs")}";
            diagnostics.Add(Descriptors.NothingToCompare, $"Nothing was compared: {empty}. " + (drawn ? "Give the nodes that draw a seed to have them compared."
                : words.Of("Set Samples to inputs of your own, or Shapes to the extents of your requests.", "Give inputs of your own with --samples, or their extents with --shapes.")));
            return result with { Status = VerificationStatus.NotRun, Identical = false, Cosine = null, MaxAbsError = null, Reason = result.Reason is { } unset ? $"{empty}; {unset}" : empty };
        }

        var limit = gate.MinSqnr ?? ExpectedSqnr;
        var findings = response.Outputs.OrderBy(output => output.SqnrDb ?? double.NegativeInfinity)
            .Select(output => (Output: output, Text: Finding(output, limit, gate.IsSet))).Where(finding => finding.Text is not null).ToList();
        if (findings.Count == 0)
        {
            return result;
        }

        // One diagnostic for the model: the worst output stands for the others, which usually suffer from the same cause.
        var (output, text) = findings[0];
        var others = findings.Count == 1 ? "" : $" (and {findings.Count - 1} more)";
        if (gate.IsSet)
        {
            // Only a ratio can be met by a lower gate.
            var next = output.SqnrDb is null ? "Name nodes in ExcludeNodes" : "Lower MinSqnr, or name nodes in ExcludeNodes";
            diagnostics.Add(Descriptors.BelowGate, words.Refused(text + others, next, "Lower --min-sqnr, or look at every output in the report"), output.Name);
            return result with { Status = VerificationStatus.Failed, Reason = text };
        }

        diagnostics.Add(Descriptors.OutputsDiffer,
            (input.Samples.Count > 0 ? $"On its samples {text}{others}; " : $"On made-up inputs {text}{others}. Check it on inputs of your own; ") +
                words.Of("MinSqnr makes it a gate, ExcludeNodes keeps nodes as they are.", "--min-sqnr makes it a gate."), output.Name);
        return response.Outputs.All(output => output.Incomparable is not null) ? result with { Status = VerificationStatus.NotRun, Reason = text } : result;
    }

    private static VerificationResult Figures(CompareResponse response) => new()
    {
        Status = VerificationStatus.Passed,
        Identical = response.Outputs.All(output => output.Identical),
        SqnrDb = response.Outputs.Min(output => output.SqnrDb),
        Cosine = response.Outputs.Min(output => output.Cosine),
        MaxAbsError = response.Outputs.Max(output => output.MaxAbsError),
        Reason = response.UnsetDimensions.Count == 0 ? null : $"dimensions set to 1: {UnsetDimension.Names(response.UnsetDimensions)}",
    };

    /// <summary>What is wrong with one output; null where nothing is.</summary>
    private static string? Finding(OutputComparison output, double limit, bool isGate) => output switch
    {
        { Identical: true } => null,
        { IsRandom: true } when isGate => null,
        { Incomparable: { } reason } => $"output '{output.Name}' cannot be compared: {reason}",
        { SqnrDb: { } sqnr } when !(sqnr >= limit) => $"output '{output.Name}' has an SQNR of {sqnr:0.0} dB, {Limit(limit, isGate)}",
        { SqnrDb: null, ReferenceRms: < OutputMetrics.SmallestRms, MaxAbsError: > ExpectedError } =>
            $"output '{output.Name}' is off by {output.MaxAbsError:0.0e0} where the original is zero, more than {ExpectedError:0.0e0}",
        { ReferenceRms: null, EqualShare: < ExpectedEqual } =>
            $"output '{output.Name}' is equal in {output.EqualShare:P1} of its elements, less than {ExpectedEqual:P0}",
        _ => null,
    };

    private static string Limit(double limit, bool isGate) => isGate ? $"below MinSqnr={limit:0.0}" : $"below the expected {limit:0} dB";
}
