using System.Runtime.InteropServices;
using QuantBuild.Execution.Measuring;
using QuantBuild.Models;

namespace QuantBuild.Core.Tests.Execution;

[Collection(nameof(Alone))]
public sealed class Watching_memory
{
    private static readonly ByteSize Block = ByteSize.FromMegabytes(64);

    [Fact]
    public void Sees_a_peak_and_sets_it_back_where_the_system_can()
    {
        if (ResettableMemoryWatch.TryOpen() is not { } watch)
        {
            Assert.False(OperatingSystem.IsLinux(), "Linux keeps its high-water mark.");
            return;
        }

        var before = watch.Resident;
        Touch();
        Assert.True(watch.Peak - before > Block * 0.9);

        watch.BeginPhase();
        Assert.True(watch.Peak - before < Block * 0.9);
        Assert.InRange(watch.Anonymous!.Value.Bytes, 1, watch.Peak.Bytes);
    }

    [Fact]
    public void Sees_the_highest_since_the_start_everywhere()
    {
        var watch = new CumulativeMemoryWatch();
        var before = watch.Resident;
        Touch();

        Assert.True(watch.IsCumulative);
        Assert.True(watch.Peak - before > Block * 0.9);
    }

    private static void Touch()
    {
        var memory = Marshal.AllocHGlobal((nint)Block.Bytes);
        for (var page = 0; page < Block.Bytes; page += 4096)
        {
            Marshal.WriteByte(memory, page, 1);
        }

        Marshal.FreeHGlobal(memory);
    }
}
