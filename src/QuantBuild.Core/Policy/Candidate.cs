using QuantBuild.Memory;
using QuantBuild.Models;

namespace QuantBuild.Policy;

/// <summary>What one scheme would make of one model.</summary>
/// <param name="Scheme">Its name.</param>
internal sealed record Candidate(string Scheme)
{
    /// <summary>The word for a scheme that the surface names and no code makes.</summary>
    public const string NotAvailableYet = "not available yet";

    /// <summary>Size of the artifact and its external data; null where there is no plan.</summary>
    public ByteSize? OutputSize { get; init; }

    public ModelProjection? Projection { get; init; }

    /// <summary>Why there is no plan: <c>not available yet</c>, or the scheme's refusal.</summary>
    public string? Unavailable { get; init; }

    /// <summary>Conversion nodes in the artifact.</summary>
    public int Casts { get; init; }

    /// <summary>Why an observation rejects it: it is then taken only by name.</summary>
    public string? OutOfRange { get; init; }

    /// <summary>The reason is that no file may be as large as the result.</summary>
    public bool ExceedsOneFile { get; init; }

    public bool IsAvailable => Unavailable is null && OutputSize is not null && Projection is not null;
}
