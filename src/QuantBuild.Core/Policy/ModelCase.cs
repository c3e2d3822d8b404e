using QuantBuild.Inspection;
using QuantBuild.Models;

namespace QuantBuild.Policy;

/// <summary>One model as the rows see it.</summary>
internal sealed record ModelCase(PolicyModel Model, PolicySettings Settings)
{
    /// <summary>Its processes with what ships elsewhere; empty while that is not settled.</summary>
    public IReadOnlyList<Standing> Standings { get; init; } = [];

    /// <summary>The process rule needs this model; the reason in words.</summary>
    public string? OverBudget { get; init; }

    public ModelMode Mode => Model.Mode;

    public ModelFacts Facts => Model.Assessment.Facts;

    public ByteSize Size => Facts.Size;

    public bool OnSmallDevice => Model.Device is Device.Mobile or Device.Edge;

    public bool FitsEverywhere => Standings.Count > 0 && Standings.All(standing => standing.Fits);
}
