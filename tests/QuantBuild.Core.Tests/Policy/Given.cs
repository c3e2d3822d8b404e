using QuantBuild.Inspection;
using QuantBuild.Memory;
using QuantBuild.Models;
using QuantBuild.Policy;
using QuantBuild.Schemes;

namespace QuantBuild.Core.Tests.Policy;

/// <summary>Models, processes and components in megabytes, without a file behind them.</summary>
internal static class Given
{
    public const string ProjectFile = "/app/App.csproj";

    /// <summary>A float32 model under <c>by-size</c>, and fp16 that halves its file and its memory.</summary>
    public static PolicyModel Model(string name, double megabytes) => Model(name, ByteSize.FromMegabytes(megabytes)).With("fp16", megabytes / 2);

    /// <summary>A model without any scheme.</summary>
    public static PolicyModel Model(string name, ByteSize size, ElementType type = ElementType.Float32) => new(new ModelAssessment
    {
        Path = $"/app/{name}.onnx",
        Name = name,
        Facts = new ModelFacts
        {
            Format = "onnx", Size = size, Parameters = size.Bytes * 8 / type.Bits(), WeightBytes = [new(type, size)], OtherBytes = ByteSize.Zero,
        },
        Original = Projection(size),
        Candidates = [.. QuantizationSchemes.Names.Select(scheme => new Candidate(scheme) { Unavailable = Candidate.NotAvailableYet })],
    })
    {
        Processes = ["app"],
    };

    /// <summary>A scheme that is there, with the size of its artifact and the memory it takes.</summary>
    public static PolicyModel With(this PolicyModel model, string scheme, double megabytes, double? peak = null, bool lowerBound = false) => model.With(new Candidate(scheme)
    {
        OutputSize = ByteSize.FromMegabytes(megabytes),
        Projection = Projection(ByteSize.FromMegabytes(peak ?? megabytes)) with { LowerBound = lowerBound },
    });

    public static PolicyModel Nothing(this PolicyModel model, string scheme) =>
        model.With(new Candidate(scheme) { Unavailable = "no stored float32 tensor can become float16" });

    /// <summary>A run of the original showed that the scheme overflows.</summary>
    public static PolicyModel OutOfRange(this PolicyModel model, string scheme) =>
        model.With(model.Assessment.Candidates.First(candidate => candidate.Scheme == scheme) with { OutOfRange = "'logits' reaches 1.2e5, and float16 ends at 65504" });

    public static PolicyModel LowerBound(this PolicyModel model) => model with
    {
        Assessment = model.Assessment with
        {
            Original = model.Assessment.Original with { LowerBound = true, LowerBoundReason = "activations are not computed" },
        },
    };

    /// <summary>Memory of the original, where it is not its size.</summary>
    public static PolicyModel Takes(this PolicyModel model, double megabytes) => model with
    {
        Assessment = model.Assessment with { Original = Projection(ByteSize.FromMegabytes(megabytes)) },
    };

    public static PolicyInput Input(IEnumerable<PolicyModel> models, double? budget = null, params MemoryComponent[] components) => new()
    {
        Models = [.. models],
        Processes = [new PolicyProcess("app", budget is { } megabytes ? ByteSize.FromMegabytes(megabytes) : null)],
        Components = components,
        ProjectFile = ProjectFile,
    };

    public static MemoryComponent Component(string name, double megabytes, Phase? phase = null, bool optional = false, string? replaces = null) =>
        new(name, ByteSize.FromMegabytes(megabytes)) { Processes = ["app"], Phase = phase, Optional = optional, Replaces = replaces };

    private static PolicyModel With(this PolicyModel model, Candidate candidate) => model with
    {
        Assessment = model.Assessment with
        {
            Candidates = [.. model.Assessment.Candidates.Select(known => known.Scheme == candidate.Scheme ? candidate : known)],
        },
    };

    private static ModelProjection Projection(ByteSize size) => new() { Profile = "by-size", Weights = MemoryBand.Exact(size), WeightsWhy = "file size" };
}
