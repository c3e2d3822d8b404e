using QuantBuild.Diagnostics;
using QuantBuild.Inspection;
using QuantBuild.Memory;
using QuantBuild.Models;
using QuantBuild.Policy;
using QuantBuild.Reporting;

namespace QuantBuild.Cli.Tests;

/// <summary>Reports of one model, with or without something to say.</summary>
internal static class Reports
{
    public static Report Skipped { get; } = new()
    {
        ToolVersion = "1.2.3",
        BaseFolder = Path.GetTempPath(),
        Models =
        [
            new ModelReport
            {
                Path = Path.Combine(Path.GetTempPath(), "a.onnx"),
                DisplayPath = "a.onnx",
                Facts = new ModelFacts
                {
                    Format = "onnx",
                    Size = ByteSize.FromMegabytes(95),
                    Parameters = 24_903_680,
                    WeightBytes = [KeyValuePair.Create(ElementType.Float32, ByteSize.FromMegabytes(95))],
                    OtherBytes = ByteSize.Zero,
                },
                Processes = ["default"],
                Original = new ModelProjection { Profile = "by-size", Weights = MemoryBand.Exact(ByteSize.FromMegabytes(95)), WeightsWhy = "file size" },
                Decision = new Decision
                {
                    Action = DecisionAction.Skip,
                    Rule = 5,
                    Reasons = ["95.0 MB < 200.0 MB, small enough"],
                    Rejected = [new RejectedScheme("int4", "not available yet")],
                },
            },
        ],
    };

    public static Report Saying(params DiagnosticDescriptor[] descriptors) => Skipped with
    {
        Diagnostics = [.. descriptors.Select(descriptor => new Diagnostic(descriptor, "text", "/app/app.csproj"))],
    };
}
