using QuantBuild.Memory;
using QuantBuild.Models;

namespace QuantBuild.Core.Tests.Memory;

/// <summary>Models and components of one process, in megabytes.</summary>
internal static class Members
{
    public static ProcessMember Of(string name, double weights, double load = 0, double activations = 0, string profile = "by-size") => new(name, new ModelProjection
    {
        Profile = profile,
        Weights = Exact(weights),
        WeightsWhy = "given",
        LoadTransient = Exact(load),
        Activations = Exact(activations),
    });

    public static ProcessMember LowerBound(this ProcessMember member) => member with
    {
        Projection = member.Projection with { LowerBound = true, LowerBoundReason = "activations are not computed" },
    };

    public static MemoryComponent Component(string name, double megabytes, string? replaces = null, Phase? phase = null) =>
        new(name, ByteSize.FromMegabytes(megabytes)) { Replaces = replaces, Phase = phase };

    public static (double Idle, double Peak) Megabytes(ProcessMember[] members, params MemoryComponent[] components)
    {
        var projection = ProcessProjector.Project("app", members, components);
        return (projection.Idle.Expected.Megabytes, projection.Peak.Expected.Megabytes);
    }

    private static MemoryBand Exact(double megabytes) => MemoryBand.Exact(ByteSize.FromMegabytes(megabytes));
}
