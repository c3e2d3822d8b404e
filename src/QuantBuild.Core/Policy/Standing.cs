using QuantBuild.Memory;
using QuantBuild.Models;

namespace QuantBuild.Policy;

/// <summary>A process against its budget.</summary>
internal sealed record Standing(PolicyProcess Process, ProcessProjection Projection)
{
    public ByteSize Peak => Projection.Peak.Expected;

    public bool Exceeds => Process.Budget is { } budget && Peak > budget;

    /// <summary>The expected peak is within a declared budget, and is no lower bound.</summary>
    public bool Fits => Process.Budget is not null && !Exceeds && !Projection.LowerBound;
}
