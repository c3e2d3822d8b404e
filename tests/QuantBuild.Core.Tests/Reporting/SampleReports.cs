using QuantBuild.Diagnostics;
using QuantBuild.Inspection;
using QuantBuild.Memory;
using QuantBuild.Models;
using QuantBuild.Policy;
using QuantBuild.Reporting;
using QuantBuild.Verification;

namespace QuantBuild.Core.Tests.Reporting;

/// <summary>Reports as the pipeline makes them.</summary>
internal static class SampleReports
{
    private const string Folder = "/app";

    /// <summary>The document's case, and a model of 520 MB in a process of its own.</summary>
    public static Report Dermatology => Of(Stage1, Stage2) with
    {
        Processes = [App, new ProcessVerdict { Name = "stage2", Projection = Stage2Process, Verdict = Verdict.Fits }],
    };

    /// <summary>The document's case with a budget of 380 MB and Mode=Never.</summary>
    public static Report OverBudget => Of(Stage1) with
    {
        Processes =
        [
            App with
            {
                Budget = Mb(380),
                Verdict = Verdict.Exceeds,
                Optional = [new OptionalFeature("Grad-CAM", false, "ENABLE_GRADCAM")],
                Diagnostics = [new Diagnostic(Descriptors.OverBudget, "Process 'app': projected peak 400.0 MB exceeds the budget of 380.0 MB by 20.0 MB (5.3 %).", "/app/app.csproj") { Line = 12, Process = "app" }],
            },
        ],
    };

    /// <summary>A file that is no model, beside one that was written and verified.</summary>
    public static Report Written => Of(
        new ModelReport
        {
            Path = "/app/models/page.onnx",
            DisplayPath = "models/page.onnx",
            Diagnostics = [new Diagnostic(Descriptors.HtmlPage, "The file is an HTML page; download the model itself.", "/app/models/page.onnx")],
        },
        Stage2 with
        {
            Output = new OutputReport { Path = "/app/out/stage2.onnx", Size = Mb(260.05), ReductionPercent = 49.99, Hash = "xxh128:00112233445566778899aabbccddeeff" },
            Verification = new VerificationResult { Status = VerificationStatus.Passed, SqnrDb = 71.23456, Cosine = 0.99999998765, MaxAbsError = 0.00125 },
        });

    public static Report WithExternalData => Of(Stage2 with
    {
        Output = new OutputReport
        {
            Path = "/app/out/a.onnx", Size = new(300), ReductionPercent = 50, Hash = "xxh128:03",
            Files = [new("/app/out/a.onnx", new(100), "xxh128:01"), new("/app/out/a.onnx.data", new(200), "xxh128:02")],
        },
    });

    public static Report Tight => Of(Stage1) with
    {
        Processes =
        [
            App with
            {
                Budget = Mb(380),
                Verdict = Verdict.Tight,
                Projection = App.Projection with { Peak = new MemoryBand(Mb(340), Mb(352.5), Mb(371)), Idle = MemoryBand.Exact(Mb(285)) },
                Optional = [],
            },
            App with
            {
                Name = "worker",
                Verdict = Verdict.Unknown,
                Projection = App.Projection with { Name = "worker", LowerBound = true, LowerBoundReasons = ["the activations of dermatology_stage1 are not computed"] },
                Optional = [],
            },
        ],
    };

    public static Report Of(params ModelReport[] models) => new() { ToolVersion = "1.2.3", BaseFolder = Folder, Models = models };

    public static ModelReport Stage1 => new()
    {
        Path = "/app/models/dermatology_stage1.onnx",
        DisplayPath = "models/dermatology_stage1.onnx",
        Facts = Facts(Mb(95), ElementType.Float32),
        Processes = ["app"],
        Original = new ModelProjection { Profile = "by-size", Weights = MemoryBand.Exact(Mb(95)), WeightsWhy = "file size" },
        Decision = new Decision { Action = DecisionAction.Skip, Rule = 5, Reasons = ["95.0 MB < 200.0 MB, small enough"] },
    };

    public static ModelReport Stage2 => new()
    {
        Path = "/app/models/dermatology_stage2.onnx",
        DisplayPath = "models/dermatology_stage2.onnx",
        Facts = Facts(Mb(520), ElementType.Float32),
        Processes = ["stage2"],
        Original = Projection(Mb(644.8)),
        Shipped = Projection(Mb(902.1)),
        Decision = new Decision
        {
            Action = DecisionAction.Must,
            Scheme = "fp16",
            Rule = 3,
            Reasons = ["520.0 MB > 500.0 MB", "fp16 projects to 260.1 MB, at most 500.0 MB"],
            Rejected = [new RejectedScheme("int8-dynamic", "not available yet"), new RejectedScheme("int4", "not available yet")],
        },
        Output = new OutputReport { Size = Mb(260.05), ReductionPercent = 49.99 },
        Diagnostics = [new Diagnostic(Descriptors.PeakRaised, "fp16 raises the projected peak from 644.8 MB to 902.1 MB on onnxruntime-cpu.", "/app/models/dermatology_stage2.onnx")],
    };

    /// <summary>One model with its tensors.</summary>
    public static Report Inspected => Of(Stage1 with
    {
        Original = null,
        Decision = null,
        Facts = Facts(Mb(95), ElementType.Float32) with
        {
            ExternalFiles = ["/app/models/weights.bin"], UnusedTensors = 1, UnusedBytes = new ByteSize(4), SharingTensors = 1,
            Duplicates = [new DuplicateTensors(["embedding.weight", "head.weight"], Mb(12)), new DuplicateTensors(["mask.0", "mask.1", "mask.2", "mask.3", "mask.4", "mask.5"], new ByteSize(4096))],
        },
        Tensors =
        [
            new TensorInfo("features.0.conv.weight", ElementType.Float32, new TensorShape([64, 3, 7, 7]), new ByteSize(37632), "Conv", true),
            new TensorInfo("a.very/long.name/of.a.tensor/that.no.terminal/would.show/in.one.line/because.it.is/nested/weight", ElementType.Float32,
                new TensorShape([24_893_920]), new ByteSize(99_575_680), "MatMul", true),
            new TensorInfo("shape", ElementType.Int64, new TensorShape([4]), new ByteSize(32), "Reshape", false),
            new TensorInfo("scale", ElementType.Float32, TensorShape.Scalar, new ByteSize(4), "", true) { IsUsed = false },
        ],
    });

    public static Report InspectedTogether => Of(Stage1, Stage2 with { Facts = Facts(Mb(260), ElementType.Float16) }, Written.Models[0]);

    private static ByteSize Mb(double megabytes) => ByteSize.FromMegabytes(megabytes);

    private static ModelProjection Projection(ByteSize weights) => new()
    {
        Profile = "onnxruntime-cpu",
        RuntimeVersion = "1.31.1",
        Weights = new MemoryBand(weights * 0.9, weights, weights * 1.2),
        WeightsWhy = "520.0 MB of MatMul weights × 1.24",
        LowerBound = true,
        LowerBoundReason = "activations are not computed",
    };

    private static ModelFacts Facts(ByteSize size, ElementType type) => new()
    {
        Format = "onnx",
        Size = size,
        Parameters = (size.Bytes - 1024) * 8 / type.Bits(),
        WeightBytes = [KeyValuePair.Create(type, new ByteSize(size.Bytes - 1024))],
        OtherBytes = new ByteSize(32),
        Properties = [KeyValuePair.Create("opset", "17"), KeyValuePair.Create("IR", "8")],
    };

    private static ProcessVerdict App => new()
    {
        Name = "app",
        Budget = Mb(512),
        Verdict = Verdict.Fits,
        Projection = new ProcessProjection
        {
            Name = "app",
            Items =
            [
                Declared("Django + Python", "host", 70, Phase.Idle),
                Declared("TensorFlow", "runtime", 120, Phase.Idle),
                new MemoryItem("weights:dermatology_stage1", "weights:dermatology_stage1", MemoryBand.Exact(Mb(95)), Phase.Idle, "file size", ItemSource.Computed),
                Declared("Inference", "activations:dermatology_stage1", 30, Phase.Peak),
                Declared("Grad-CAM", "", 85, Phase.Peak) with { Optional = true, Setting = "ENABLE_GRADCAM" },
            ],
            Idle = MemoryBand.Exact(Mb(285)),
            Peak = MemoryBand.Exact(Mb(400)),
        },
        Optional = [new OptionalFeature("Grad-CAM", true, "ENABLE_GRADCAM")],
    };

    private static ProcessProjection Stage2Process => new()
    {
        Name = "stage2",
        Items =
        [
            new MemoryItem("host", "host", MemoryBand.Exact(Mb(40)), Phase.Idle, "a .NET process", ItemSource.Assumed),
            new MemoryItem("weights:dermatology_stage2", "weights:dermatology_stage2", new MemoryBand(Mb(520), Mb(644.8), Mb(700)), Phase.Idle,
                "520.0 MB of MatMul weights × 1.24", ItemSource.Computed),
        ],
        Idle = new MemoryBand(Mb(560), Mb(684.8), Mb(740)),
        Peak = new MemoryBand(Mb(700), Mb(942.1), Mb(1300)),
        LowerBound = true,
        LowerBoundReasons = ["the activations of dermatology_stage2 are not computed"],
    };

    private static MemoryItem Declared(string name, string slot, double megabytes, Phase phase) =>
        new(name, slot, MemoryBand.Exact(Mb(megabytes)), phase, "declared", ItemSource.Declared);
}
