using QuantBuild.Memory;
using QuantBuild.Models;

namespace QuantBuild.Benchmarks;

/// <summary>One model under one option.</summary>
/// <param name="Model">File name without its ending.</param>
/// <param name="Option">How it was stored or opened.</param>
/// <param name="Kind">Of the file that was run.</param>
/// <param name="Projected">Null where only a lower bound is known.</param>
/// <param name="Measured">Null where it does not run.</param>
internal sealed record TruthRow(string Model, string Option, ModelKind Kind, ModelProjection? Projected, MeasuredRange? Measured)
{
    /// <summary>Projected and measured.</summary>
    public bool IsWhole => Projected is not null && Measured is not null;

    /// <summary>In percent of what was measured.</summary>
    public double Error => (Expected / Median - 1) * 100;

    /// <summary>In MiB.</summary>
    public double Difference => Expected - Median;

    public double Expected => Projected!.Peak.Expected.Megabytes;

    public double Median => Measured!.Value.Median.Megabytes;

    /// <summary>6 % or 6 MiB.</summary>
    public bool IsNear => Math.Abs(Error) <= 6 || Math.Abs(Difference) <= 6;

    /// <summary>Above both 15 % and 8 MiB.</summary>
    public bool IsFar => Math.Abs(Error) > 15 && Math.Abs(Difference) > 8;

    public bool IsInside => Measured!.Value.Median >= Projected!.Peak.Low && Measured.Value.Median <= Projected.Peak.High;

    public override string ToString() => FormattableString.Invariant(
        $"| {Model} | {Option} | {Projected!.Peak.Low.Megabytes:0.0} – {Projected.Peak.High.Megabytes:0.0} | {Expected:0.0} | {Median:0.0} | {Measured!.Value.Min.Megabytes:0.0} – {Measured.Value.Max.Megabytes:0.0} | {Error:+0.0;-0.0;0.0} % | {(IsInside ? "yes" : "no")} |");
}
