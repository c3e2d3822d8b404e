using QuantBuild.Diagnostics;
using QuantBuild.Formats;
using QuantBuild.Schemes;

namespace QuantBuild.Steps;

/// <summary>Says in an artifact's own metadata what it was made from, how, and by which version.</summary>
internal static class Provenance
{
    /// <summary>As long as a real hash, so that the planned size is the written size.</summary>
    private static readonly string UnknownHash = "xxh128:" + new string('0', 32);

    /// <summary>Stamps a plan before its size is told; the source's hash follows with <see cref="StampSource"/>.</summary>
    public static void Stamp(SchemePlan plan) => Stamp(plan, UnknownHash);

    /// <summary>Puts the source's hash in place; nothing changes its length.</summary>
    public static void StampSource(SchemePlan plan, string hash) => Stamp(plan, hash);

    private static void Stamp(SchemePlan plan, string hash) => ModelFormats.Of(plan.Result).Stamp(plan.Result,
    [
        new("quantbuild.scheme", plan.Scheme),
        new("quantbuild.version", ToolVersion.Current),
        new("quantbuild.source", hash),
    ]);
}
