using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Loading;

/// <summary>How much of a constant that stays in its data file a run makes resident.</summary>
internal static class MappedPages
{
    // Linux maps the cached pages around a fault too, this many bytes of them (fault_around_bytes).
    private static readonly ByteSize Window = new(64 << 10);

    // Where the page cache holds the file in its largest folios, all of one is mapped at once: that depends on how the file was written.
    private static readonly ByteSize LargestFolio = new(2 << 20);

    /// <summary>All of it where a kernel reads it; of a table that is only looked up, what indices spread over it touch.</summary>
    public static ByteSize ReadBy(RuntimeValue constant) => ReadBy(constant, Window);

    /// <summary>The same where one touch makes most resident.</summary>
    public static ByteSize MostReadBy(RuntimeValue constant) => ReadBy(constant, LargestFolio);

    private static ByteSize ReadBy(RuntimeValue constant, ByteSize window)
    {
        var size = constant.Bytes ?? ByteSize.Zero;
        if (constant.Consumers.Count == 0)
        {
            return ByteSize.Zero;
        }

        var read = constant.Consumers.Aggregate(ByteSize.Zero, (sum, node) => sum + ReadBy(constant, node, size, window));
        return Least(read, size);
    }

    private static ByteSize ReadBy(RuntimeValue constant, RuntimeNode node, ByteSize size, ByteSize window)
    {
        if (!node.Is("Gather") || !ReferenceEquals(node.Inputs[0], constant) || constant.Facts.Concrete is not { Dimensions: { Length: > 0 } extents }
            || extents[0] == 0 || node.Inputs.ElementAtOrDefault(1)?.Facts.Concrete?.Elements is not { } indices)
        {
            return size;
        }

        var row = new ByteSize(size.Bytes / extents[0]);
        return row < window ? TouchedWindows(size, window, indices) : row * Math.Min(indices, extents[0]);
    }

    // Indices fall anywhere, and several into one window: the share that none falls into is (1 - 1/windows)^indices.
    private static ByteSize TouchedWindows(ByteSize table, ByteSize window, long indices)
    {
        var windows = Math.Max(1, table.Bytes / (double)window.Bytes);
        return table * (1 - Math.Pow(1 - 1 / windows, indices));
    }

    private static ByteSize Least(ByteSize left, ByteSize right) => left < right ? left : right;
}
