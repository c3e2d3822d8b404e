namespace QuantBuild.Diagnostics.Explanations;

/// <summary>QB4: what running the artifact shows.</summary>
internal static class VerificationExplanations
{
    public static readonly IReadOnlyList<Explanation> All =
    [
        new(Descriptors.ArtifactDoesNotLoad,
            "ONNX Runtime loads the original and refuses the artifact, so the artifact was not put in place.",
            "Type Error: Type parameter (T) of Optype (Add) bound to different types.",
            "Keep the named node as it is with ExcludeNodes, or set Mode=\"Never\". Report the model: the scheme should have refused it."),
        new(Descriptors.BelowGate,
            "On equal inputs, the worst output of the artifact is further from the original's than the gate allows. The artifact was not put in place.",
            "SQNR 31.2 dB, MinSqnr 40 dB.",
            "Keep sensitive nodes as they are with ExcludeNodes, lower MinSqnr if the application does not mind, or set Mode=\"Never\"."),
        new(Descriptors.VerificationSkipped,
            "The artifact was written without running it: original and artifact together need more memory than the machine has free.",
            "Verification needs 4.2 GB, 2.0 GB are free.",
            "Build where there is more memory, or set QuantBuildVerify=false to say that it is meant."),
        new(Descriptors.OriginalDoesNotRun,
            "The original itself does not run on seeded inputs, so there is nothing to compare with; that the artifact loads was verified.",
            "An input needs values that random numbers do not have, such as indices into a table.",
            "Nothing, if the model runs in the application. Check the artifact there."),
        new(Descriptors.ChildDied,
            "The process that runs the models ended without an answer: a crash in native code, the operating system stopped it for its memory, or ONNX Runtime has no library for this platform.",
            "The verification process ended with exit code 137 (killed, probably for its memory).",
            "Build where there is more memory, or set QuantBuildVerify=false. After a crash, which is a fault of the runtime that this artifact meets, set Mode=\"Never\", another Scheme, or ExcludeNodes."),
        new(Descriptors.OutputsDiffer,
            "The artifact runs, and its outputs differ more from the original's than the scheme usually causes, or one of them cannot be compared. No gate was set, so it ships.",
            "SQNR 18.4 dB with fp16, usually above 40 dB.",
            "Try it on real data. MinSqnr makes this an error; ExcludeNodes keeps the nodes that lose the most. Random numbers are equal in both where the model names their seed."),
        new(Descriptors.ArtifactDoesNotRun,
            "The artifact loads, but ONNX Runtime fails on it with inputs on which the original runs. It was not put in place.",
            "The artifact loads but does not run where the original does: Non-zero status code returned while running Foo node.",
            "Name the node in ExcludeNodes, or set Mode=\"Never\". Please report the model's operator."),
        new(Descriptors.OutputsNotFinite,
            "An output has NaN or infinity where the original has numbers, or the reverse: an activation beyond float16's range, most often.",
            "Output 'logits' has 12 of 1000 elements that are no numbers.",
            "Name the nodes before it in ExcludeNodes, or set Mode=\"Never\"."),
        new(Descriptors.OutputsChanged,
            "An output is gone, is new, or has another rank or kind of element: the artifact is no replacement for the original. It was not put in place.",
            "Output 'boxes' is not the original's: the artifact has no output of this name.",
            "Set Mode=\"Never\", and report the model's operators: a scheme must not do this."),
        new(Descriptors.NothingToCompare,
            "Original and artifact load and run, and no output can be compared: a detector finds nothing in made-up inputs, most often, or numbers are drawn without a seed. The artifact ships.",
            "On made-up inputs every output is empty, so nothing was compared.",
            "Set Samples to inputs of your own, or Shapes to the extents of your requests where open ones were set to 1. Random numbers are equal in both where the model names their seed."),
    ];
}
