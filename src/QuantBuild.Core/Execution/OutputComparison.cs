using System.Text.Json.Serialization;
using QuantBuild.Models;

namespace QuantBuild.Execution;

/// <summary>One output of the original against the artifact's of the same name.</summary>
internal sealed record OutputComparison
{
    public required string Name { get; init; }

    /// <summary>Element type of the original's output.</summary>
    public ElementType Type { get; init; }

    /// <summary>Why the values were not compared: a missing output, another shape, no tensor.</summary>
    public string? Incomparable { get; init; }

    /// <summary>It is made of numbers that are drawn anew each time, so that it was not compared.</summary>
    public bool IsRandom { get; init; }

    /// <summary>It is no longer the same output: gone, new, of another rank or kind of element. Extents alone may follow from values.</summary>
    public bool IsAnother { get; init; }

    /// <summary>Same type, same shape, same bits.</summary>
    public bool Identical { get; init; }

    public long Elements { get; init; }

    /// <summary>Elements of equal value; NaN equals NaN.</summary>
    public long Equal { get; init; }

    /// <summary>Places where only one of the two has a number, or their infinities differ; they are in no other figure.</summary>
    public long NotFinite { get; init; }

    /// <summary>Root mean square of the original's values; null where the output is not of floating point.</summary>
    public double? ReferenceRms { get; init; }

    /// <summary>Signal-to-quantization-noise ratio in decibels; null without noise, or where the reference is too small to compare with.</summary>
    public double? SqnrDb { get; init; }

    public double? Cosine { get; init; }

    public double? MaxAbsError { get; init; }

    [JsonIgnore]
    public double EqualShare => Elements == 0 ? 1 : Equal / (double)Elements;
}
