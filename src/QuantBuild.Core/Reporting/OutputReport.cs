using QuantBuild.Models;

namespace QuantBuild.Reporting;

/// <summary>The artifact, written or planned.</summary>
internal sealed record OutputReport
{
    /// <summary>Absolute path; null where it is only planned.</summary>
    public string? Path { get; init; }

    /// <summary>Of all its files.</summary>
    public required ByteSize Size { get; init; }

    /// <summary>(1 − artifact ÷ original) × 100.</summary>
    public required double ReductionPercent { get; init; }

    /// <summary>(1 − <paramref name="artifact"/> ÷ <paramref name="original"/>) × 100.</summary>
    public static double Reduction(ByteSize original, ByteSize artifact) => (1 - (artifact.Bytes / (double)original.Bytes)) * 100;

    /// <summary>Conversion nodes in it; null where nothing counted them.</summary>
    public int? Casts { get; init; }

    /// <summary><c>xxh128:…</c>, of several files over their hashes; null where nothing was written.</summary>
    public string? Hash { get; init; }

    /// <summary>What is in place, the model first; empty where nothing was written.</summary>
    public IReadOnlyList<OutputFile> Files { get; init; } = [];
}
