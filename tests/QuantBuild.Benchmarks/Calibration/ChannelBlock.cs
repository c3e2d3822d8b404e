using QuantBuild.Execution;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Benchmarks.Calibration;

/// <summary>Channels in a block of the runtime's blocked layout on this machine.</summary>
internal static class ChannelBlock
{
    /// <returns>0 where the runtime has no such layout.</returns>
    public static int Seen(TestDirectory folder)
    {
        var nodes = RuntimeProfile.Of(CalibrationModels.Convolution(folder), InputShapes.None, OptimizationLevel.All, folder.Path);
        return !nodes.Any(node => node.StartsWith("ReorderOutput", StringComparison.Ordinal)) ? 0
            : nodes[0].StartsWith("Conv 1x32x", StringComparison.Ordinal) ? 16
            : 8;
    }
}
