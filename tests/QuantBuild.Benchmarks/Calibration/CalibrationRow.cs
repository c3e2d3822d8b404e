using System.Globalization;
using QuantBuild.Memory.Profiles;

namespace QuantBuild.Benchmarks.Calibration;

/// <summary>One model, in MiB: what was measured beside weights and activations as they are replayed on the heap's two extremes.</summary>
/// <param name="Model">Its name.</param>
/// <param name="FirstDifference">The first node that the replay has otherwise; null where all are equal.</param>
/// <param name="Nodes">After the runtime's rewriting.</param>
/// <param name="LeastAlone">Replayed on a heap without holes, without what a session itself takes.</param>
/// <param name="LikelyAlone">The same on the one that is expected.</param>
/// <param name="MostAlone">The same on the most scattered one.</param>
/// <param name="Fixed">Measured with the fixed threshold.</param>
/// <param name="Default">Measured as it is.</param>
internal sealed record CalibrationRow(string Model, string? FirstDifference, int Nodes, double LeastAlone, double LikelyAlone, double MostAlone, double Fixed, double Default)
{
    /// <summary>Below it, what the heap leaves to luck is lost among the rest.</summary>
    private const double SmallestLuck = 2;

    public bool HasLuck => MostAlone - LeastAlone >= SmallestLuck;

    /// <summary>What the session itself takes.</summary>
    public double Rest => Fixed - LeastAlone;

    public double FixedError(SessionConstants session) => (LeastAlone + Session(session)) / Fixed - 1;

    public double LikelyError(SessionConstants session) => (LikelyAlone + Session(session)) / Default - 1;

    /// <param name="session">As fitted.</param>
    /// <param name="share">Of the way from the least to the most.</param>
    public double DefaultError(SessionConstants session, double share) => (LeastAlone + share * (MostAlone - LeastAlone) + Session(session)) / Default - 1;

    public string Text(SessionConstants session) => string.Create(CultureInfo.InvariantCulture,
        $"| {Model} | {FirstDifference ?? "equal"} | {Fixed:0.0} | {LeastAlone + Session(session):0.0} ({FixedError(session) * 100:+0.0;-0.0;0.0} %) | {Default:0.0} | {LikelyAlone + Session(session):0.0} ({LikelyError(session) * 100:+0.0;-0.0;0.0} %) | {MostAlone + Session(session):0.0} |");

    private double Session(SessionConstants session) => session.Megabytes + session.NodeMegabytes * Nodes;
}
