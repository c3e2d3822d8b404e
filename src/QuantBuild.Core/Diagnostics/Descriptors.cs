using static QuantBuild.Diagnostics.Severity;

namespace QuantBuild.Diagnostics;

/// <summary>Every diagnostic of the product, one line each.</summary>
internal static class Descriptors
{
    // QB1: input
    public static readonly DiagnosticDescriptor FileMissing = new("QB1001", Error, "Model file does not exist");
    public static readonly DiagnosticDescriptor FileEmpty = new("QB1002", Error, "Model file is empty");
    public static readonly DiagnosticDescriptor PointerFile = new("QB1003", Error, "Git LFS or DVC pointer instead of the model");
    public static readonly DiagnosticDescriptor HtmlPage = new("QB1004", Error, "HTML page instead of the model");
    public static readonly DiagnosticDescriptor NotAModel = new("QB1005", Error, "Not a model of a known format");
    public static readonly DiagnosticDescriptor Truncated = new("QB1006", Error, "Model file is truncated");
    public static readonly DiagnosticDescriptor Malformed = new("QB1007", Error, "Model file is malformed");
    public static readonly DiagnosticDescriptor ExternalDataMissing = new("QB1008", Error, "External data file is missing or too short");
    public static readonly DiagnosticDescriptor ExternalDataOutside = new("QB1009", Error, "External data leaves the model's folder");
    public static readonly DiagnosticDescriptor NothingMatched = new("QB1010", Error, "Item pattern matches no file");
    public static readonly DiagnosticDescriptor NoItems = new("QB1011", Warning, "No QuantizeModel item");
    public static readonly DiagnosticDescriptor SourceChanged = new("QB1013", Error, "Model file changed while it was read");
    public static readonly DiagnosticDescriptor ShapesDoNotFit = new("QB1014", Error, "Shapes does not fit the model's inputs");
    public static readonly DiagnosticDescriptor SamplesDoNotFit = new("QB1015", Error, "Samples does not fit the model's inputs");
    public static readonly DiagnosticDescriptor OpenShapes = new("QB1016", Warning, "Shapes are missing: the memory of a run is not projected");
    public static readonly DiagnosticDescriptor UnderWebRoot = new("QB1017", Warning, "Model among the files that a web project serves");

    // QB2: policy and budget
    public static readonly DiagnosticDescriptor OverBudget = new("QB2001", Error, "Projected peak memory exceeds the budget");
    public static readonly DiagnosticDescriptor NearBudget = new("QB2002", Warning, "Projected peak memory is close to the budget");
    public static readonly DiagnosticDescriptor MayExceedBudget = new("QB2003", Warning, "Upper end of the projection exceeds the budget");
    public static readonly DiagnosticDescriptor UnknownPeak = new("QB2004", Warning, "Budget cannot be confirmed: the projection is a lower bound");
    public static readonly DiagnosticDescriptor ModeOverridesRule = new("QB2005", Warning, "Mode overrides a rule that would decide otherwise");
    public static readonly DiagnosticDescriptor GoalMissed = new("QB2006", Warning, "No scheme reaches the required size");
    public static readonly DiagnosticDescriptor PeakRaised = new("QB2007", Warning, "The artifact's projected peak is above the original's");
    public static readonly DiagnosticDescriptor SchemeNotUseful = new("QB2008", Warning, "The scheme does not lower what the rule is about");

    // QB3: quantization
    public static readonly DiagnosticDescriptor NothingToQuantize = new("QB3001", Warning, "Nothing to lower in this model");
    public static readonly DiagnosticDescriptor Clamped = new("QB3002", Warning, "Values beyond the range of float16 were clamped");
    public static readonly DiagnosticDescriptor SchemeRefused = new("QB3003", Error, "The scheme cannot convert this model");
    public static readonly DiagnosticDescriptor WriteFailed = new("QB3004", Error, "The artifact could not be written");
    public static readonly DiagnosticDescriptor ExcludeMatchedNothing = new("QB3005", Warning, "ExcludeNodes matches nothing");

    public static readonly DiagnosticDescriptor Vanished = new("QB3006", Info, "Values too small for float16 became 0");
    public static readonly DiagnosticDescriptor NodesKept = new("QB3007", Info, "Nodes that the scheme leaves as they are");
    public static readonly DiagnosticDescriptor NotObserved = new("QB3008", Warning, "The range of values was not observed");
    public static readonly DiagnosticDescriptor TooLargeForOneFile = new("QB3009", Error, "The artifact is larger than one file may be");

    // QB4: verification
    public static readonly DiagnosticDescriptor ArtifactDoesNotLoad = new("QB4001", Error, "The artifact does not load in ONNX Runtime");
    public static readonly DiagnosticDescriptor BelowGate = new("QB4002", Error, "The artifact misses its accuracy gate");
    public static readonly DiagnosticDescriptor VerificationSkipped = new("QB4003", Warning, "Verification was skipped");
    public static readonly DiagnosticDescriptor OriginalDoesNotRun = new("QB4004", Warning, "The original does not run, so only loading was verified");
    public static readonly DiagnosticDescriptor ChildDied = new("QB4005", Error, "The verification process died");
    public static readonly DiagnosticDescriptor OutputsDiffer = new("QB4006", Warning, "The artifact's outputs differ more than expected");
    public static readonly DiagnosticDescriptor ArtifactDoesNotRun = new("QB4007", Error, "The artifact loads in ONNX Runtime but does not run");
    public static readonly DiagnosticDescriptor OutputsNotFinite = new("QB4008", Error, "The artifact yields NaN or infinity where the original yields numbers");
    public static readonly DiagnosticDescriptor OutputsChanged = new("QB4009", Error, "The artifact's outputs are not the original's");
    public static readonly DiagnosticDescriptor NothingToCompare = new("QB4010", Warning, "The outputs are empty or drawn at random, so nothing was compared");

    // QB5: environment and options
    public static readonly DiagnosticDescriptor IllegalValue = new("QB5001", Error, "A setting has an illegal value");
    public static readonly DiagnosticDescriptor NotAvailableYet = new("QB5002", Error, "The setting is not available yet");
    public static readonly DiagnosticDescriptor DuplicateItem = new("QB5003", Error, "The same file twice with different metadata");
    public static readonly DiagnosticDescriptor DuplicateTarget = new("QB5004", Error, "Two sources for one target path");
    public static readonly DiagnosticDescriptor UnknownName = new("QB5005", Error, "Unknown process, model or slot");
    public static readonly DiagnosticDescriptor GateMissing = new("QB5006", Error, "AccuracyCritical needs an accuracy gate");
    public static readonly DiagnosticDescriptor ProjectNotReadable = new("QB5007", Error, "The project cannot be evaluated");
    public static readonly DiagnosticDescriptor ToolFailed = new("QB5008", Error, "The tool did not finish");
    public static readonly DiagnosticDescriptor RuntimeMissing = new("QB5009", Error, "No .NET runtime for the tool");
    public static readonly DiagnosticDescriptor Disabled = new("QB5010", Warning, "QuantBuild is switched off in the project");
    public static readonly DiagnosticDescriptor BuildEngineTooOld = new("QB5011", Error, "MSBuild is too old");
    public static readonly DiagnosticDescriptor NoPassedBuild = new("QB5012", Error, "Nothing to publish without a build that passed");
    public static readonly DiagnosticDescriptor NotMeasured = new("QB5013", Error, "The model could not be measured");
    public static readonly DiagnosticDescriptor IntermediateNotWritable = new("QB5014", Error, "The intermediate folder cannot be written");

    // QB9: internal
    public static readonly DiagnosticDescriptor Internal = new("QB9001", Error, "Internal error");

    /// <summary>All of them, by id.</summary>
    public static readonly IReadOnlyList<DiagnosticDescriptor> All =
    [
        FileMissing, FileEmpty, PointerFile, HtmlPage, NotAModel, Truncated, Malformed, ExternalDataMissing, ExternalDataOutside,
        NothingMatched, NoItems, SourceChanged, ShapesDoNotFit, SamplesDoNotFit, OpenShapes, UnderWebRoot,
        OverBudget, NearBudget, MayExceedBudget, UnknownPeak, ModeOverridesRule, GoalMissed, PeakRaised, SchemeNotUseful,
        NothingToQuantize, Clamped, SchemeRefused, WriteFailed, ExcludeMatchedNothing, Vanished, NodesKept, NotObserved, TooLargeForOneFile,
        ArtifactDoesNotLoad, BelowGate, VerificationSkipped, OriginalDoesNotRun, ChildDied, OutputsDiffer, ArtifactDoesNotRun, OutputsNotFinite, OutputsChanged, NothingToCompare,
        IllegalValue, NotAvailableYet, DuplicateItem, DuplicateTarget, UnknownName, GateMissing, ProjectNotReadable, ToolFailed, RuntimeMissing,
        Disabled, BuildEngineTooOld, NoPassedBuild, NotMeasured, IntermediateNotWritable,
        Internal,
    ];
}
