namespace QuantBuild.Diagnostics.Explanations;

/// <summary>QB2: what the rules and the budgets say.</summary>
internal static class PolicyExplanations
{
    public static readonly IReadOnlyList<Explanation> All =
    [
        new(Descriptors.OverBudget,
            "The projected peak memory of a process is above its budget, with every artifact in place that the rules allow. The comparison takes the expected figure, before any byte is written.",
            "Process app: projected peak 400.0 MB exceeds the budget of 380.0 MB by 20.0 MB (5.3 %).",
            "The message names what would bring it under: an optional feature to switch off, or a change to a model (Mode=\"Auto\" lets the rules quantize it). " +
            "Or raise MemoryBudget. QuantBuildOnBudgetExceeded=Warning reports without failing the build."),
        new(Descriptors.NearBudget,
            "The projected peak is within the budget but above the warning share of it.",
            "Process app: 352.5 MB is 92.8 % of 380.0 MB.",
            "Plan for it: the next model or feature may not fit. QuantBuildWarnAt sets the share (default 90%)."),
        new(Descriptors.MayExceedBudget,
            "The expected peak fits, but the upper end of the projection does not: with bad luck of the heap the process is above its budget.",
            "Process app: expected 480.0 MB, up to 560.0 MB, budget 512.0 MB.",
            "Raise MemoryBudget, free memory in the process, or choose session options that narrow the band."),
        new(Descriptors.UnknownPeak,
            "The projection leaves something out, so it is a lower bound: that it is below the budget confirms nothing.",
            "Process app: at least 300.0 MB of 512.0 MB; the extents of classifier's input are open.",
            "Give Shapes where they are missing, declare what is missing as a QuantizeMemoryComponent (Replaces=\"activations:classifier\"), or use Runtime=\"by-size\" for the published arithmetic."),
        new(Descriptors.ModeOverridesRule,
            "Mode says something else than the rules: Never on a model that is above the limit or whose process is over budget, or Always on a model where accuracy matters more than size.",
            "Mode=\"Never\" on a model of 520.0 MB, above 500.0 MB.",
            "Set Mode=\"Auto\" to follow the rules, or move the limit (QuantBuildRequireAbove). If the mode is meant, silence the code with NoWarn."),
        new(Descriptors.GoalMissed,
            "The model is above QuantBuildRequireAbove, and no available scheme brings it below. The smallest is taken.",
            "1,200.0 MB → 600.0 MB with fp16, above 500.0 MB.",
            "Use a smaller architecture, or raise QuantBuildRequireAbove to what you accept."),
        new(Descriptors.PeakRaised,
            "The artifact's projected peak is above the original's. A smaller file is not less memory: ONNX Runtime's CPU provider turns float16 weights back into float32 when it loads them.",
            "stage2: file 520.0 → 260.1 MB, peak 644.8 → 902.1 MB.",
            "Keep it if the size of the file is what matters (download, image). If memory is, set Mode=\"Never\" or run on hardware with float16 kernels."),
        new(Descriptors.SchemeNotUseful,
            "The scheme was asked for by name and does not lower what the rule is about.",
            "Scheme=\"fp16\" where the process is over its budget on ONNX Runtime CPU.",
            "Remove Scheme so that auto chooses, or accept that only the file gets smaller."),
    ];
}
