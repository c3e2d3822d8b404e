using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Loading;

/// <summary>What becomes of the bytes that an aligned block leaves: small blocks take them, wherever small ones are allocated between the large.</summary>
internal static class SpareBytes
{
    // Without any it is about even: the names of tensors and nodes are small, too.
    private const double LostAnyway = 0.5;

    /// <summary>Of aligned blocks that are packed, the share whose spare bytes are lost to them.</summary>
    public static double LostShare(RuntimeGraph graph)
    {
        var packed = graph.WithBodies().SelectMany(part => part.Nodes).Sum(node => PackedWeights.Of(node).Count());
        var others = graph.WithBodies().SelectMany(part => part.Constants).Count(constant => constant.Storage == WeightStorage.Inline && constant.Bytes > ByteSize.Zero) - packed;
        return packed == 0 || others >= packed ? 1 : LostAnyway + (1 - LostAnyway) * Math.Max(0, others) / packed;
    }
}
