using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Loading;

/// <summary>How much of a constant that stays in its data file a run makes resident.</summary>
internal static class MappedPages
{
    private static readonly ByteSize Page = new(4096);

    /// <summary>All of it where a kernel reads it; of a table that is only looked up, a page or a row for each index.</summary>
    public static ByteSize ReadBy(RuntimeValue constant)
    {
        var size = constant.Bytes ?? ByteSize.Zero;
        if (constant.Consumers.Count == 0)
        {
            return ByteSize.Zero;
        }

        var read = constant.Consumers.Aggregate(ByteSize.Zero, (sum, node) => sum + ReadBy(constant, node, size));
        return read < size ? read : size;
    }

    private static ByteSize ReadBy(RuntimeValue constant, RuntimeNode node, ByteSize size)
    {
        if (!node.Is("Gather") || !ReferenceEquals(node.Inputs[0], constant) || constant.Facts.Concrete is not { Dimensions: { Length: > 0 } extents }
            || extents[0] == 0 || node.Inputs.ElementAtOrDefault(1)?.Facts.Concrete?.Elements is not { } indices)
        {
            return size;
        }

        var row = new ByteSize(size.Bytes / extents[0]);
        var touched = (decimal)indices * Math.Max(row.Bytes, Page.Bytes);
        return touched < size.Bytes ? new ByteSize((long)touched) : size;
    }
}
