using QuantBuild.Formats;
using QuantBuild.Models;

namespace QuantBuild.Schemes;

/// <summary>What a scheme would write, before a byte is written.</summary>
internal sealed record SchemePlan
{
    public required string Scheme { get; init; }

    /// <summary>The new structure; its converted tensors are <see cref="ConvertedPayload"/>s over the source's.</summary>
    public required ModelDocument Result { get; init; }

    /// <summary>Exact size of the file to be written; known once the plan is stamped with its provenance.</summary>
    public ByteSize OutputSize { get; init; }

    /// <summary>Bytes of converted tensors before and after.</summary>
    public required ByteSize ConvertedBefore { get; init; }

    public required ByteSize ConvertedAfter { get; init; }

    /// <summary>Operators left as they were, with the reason: <c>Resize (scales stay float32)</c>.</summary>
    public IReadOnlyList<KeptOperator> Kept { get; init; } = [];

    /// <summary>Globs of <see cref="SchemeOptions.ExcludeNodes"/> that no name matches.</summary>
    public IReadOnlyList<string> UnmatchedExclusions { get; init; } = [];

    /// <summary>An activation that the plan makes float16 although it was observed beyond its range; null where none was.</summary>
    public ObservedRange? OutOfRange { get; init; }

    /// <summary>Nodes of the original, those of its bodies included: what a <see cref="NodeSpan"/> counts.</summary>
    public int Nodes { get; init; }

    /// <summary>Conversion nodes added.</summary>
    public int CastsAdded { get; init; }
}
