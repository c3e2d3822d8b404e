using QuantBuild.Inspection;
using QuantBuild.Memory;
using QuantBuild.Schemes;

namespace QuantBuild.Policy;

/// <summary>Everything the rules need to know of one model; the same whether it was just computed or read back from the last build's state.</summary>
internal sealed record ModelAssessment
{
    /// <summary>Absolute path.</summary>
    public required string Path { get; init; }

    /// <summary>Name in slots and messages: file name without extension, or the item's path where that is ambiguous.</summary>
    public required string Name { get; init; }

    public required ModelFacts Facts { get; init; }

    /// <summary>Of the original.</summary>
    public required ModelProjection Original { get; init; }

    /// <summary>What a run of the original showed; null where none was needed yet.</summary>
    public Observations? Observations { get; init; }

    /// <summary>Other ways to open or store the original, each projected; null where nobody had to know yet.</summary>
    public IReadOnlyList<SessionChange>? Changes { get; init; }

    /// <summary>One for every scheme name the surface knows, in its order.</summary>
    public required IReadOnlyList<Candidate> Candidates { get; init; }
}
