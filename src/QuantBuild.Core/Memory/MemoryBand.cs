using QuantBuild.Models;

namespace QuantBuild.Memory;

/// <summary>A projected number of bytes: what luck may make of it, and what to expect.</summary>
internal readonly record struct MemoryBand(ByteSize Low, ByteSize Expected, ByteSize High)
{
    public static readonly MemoryBand Zero;

    public static MemoryBand Exact(ByteSize size) => new(size, size, size);

    public static MemoryBand Max(MemoryBand left, MemoryBand right) => new(
        left.Low > right.Low ? left.Low : right.Low,
        left.Expected > right.Expected ? left.Expected : right.Expected,
        left.High > right.High ? left.High : right.High);

    /// <summary>Chance decides between both.</summary>
    public static MemoryBand Either(MemoryBand likelier, MemoryBand other) => new(
        likelier.Low < other.Low ? likelier.Low : other.Low,
        likelier.Expected,
        likelier.High > other.High ? likelier.High : other.High);

    public static MemoryBand operator +(MemoryBand left, MemoryBand right) =>
        new(left.Low + right.Low, left.Expected + right.Expected, left.High + right.High);

    /// <summary>As a range that holds what is expected: what is left beside a scattered part can be less than beside a compact one.</summary>
    public MemoryBand AsRange() => new(Smaller(Expected, Smaller(Low, High)), Expected, Larger(Expected, Larger(Low, High)));

    /// <summary>What a part is below its whole, bound by bound, so that both add up again; never less than nothing.</summary>
    public static MemoryBand Rest(MemoryBand whole, MemoryBand part) =>
        new(Rest(whole.Low, part.Low), Rest(whole.Expected, part.Expected), Rest(whole.High, part.High));

    private static ByteSize Smaller(ByteSize left, ByteSize right) => left < right ? left : right;

    private static ByteSize Larger(ByteSize left, ByteSize right) => left > right ? left : right;

    private static ByteSize Rest(ByteSize whole, ByteSize part) => whole > part ? whole - part : ByteSize.Zero;

    public static MemoryBand operator *(MemoryBand band, int factor) => new(band.Low * factor, band.Expected * factor, band.High * factor);
}
