using QuantBuild.Memory;
using QuantBuild.Models;

namespace QuantBuild.Reporting.Pictures;

/// <summary>What a picture of a model's memory shows: activations over the steps of the first run, on top of everything that is there between runs.</summary>
internal sealed record MemoryPicture
{
    /// <summary>The model, as reports show it.</summary>
    public required string Title { get; init; }

    public required MemoryCurve Curve { get; init; }

    /// <summary>There before the first step: the process and the session.</summary>
    public required ByteSize Floor { get; init; }

    /// <summary>Projected for loading, above nothing.</summary>
    public required ByteSize LoadPeak { get; init; }

    /// <summary>Projected for all later runs, above nothing.</summary>
    public required ByteSize SteadyPeak { get; init; }

    /// <summary>Of its process, where it has one.</summary>
    public ByteSize? Budget { get; init; }

    public ByteSize Top => new(new[] { Floor + Curve.Peak.Bytes, LoadPeak, SteadyPeak, Budget ?? ByteSize.Zero }.Max(size => size.Bytes));

    /// <summary>Null where the model's activations are not computed.</summary>
    /// <param name="title">The model.</param>
    /// <param name="projection">Of the model.</param>
    /// <param name="others">What else its process has between requests.</param>
    /// <param name="budget">Of its process.</param>
    public static MemoryPicture? Of(string title, ModelProjection projection, ByteSize others, ByteSize? budget) => projection.Curve is not { } curve ? null : new MemoryPicture
    {
        Title = title,
        Curve = curve,
        Floor = others + projection.Weights.Expected,
        LoadPeak = others + projection.LoadPeak.Expected,
        SteadyPeak = others + projection.RunPeak.Expected,
        Budget = budget,
    };
}
