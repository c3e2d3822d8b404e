using QuantBuild.Execution;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Execution;

public sealed class Memory_at_hand : IDisposable
{
    private readonly TestDirectory _root = new();

    public Memory_at_hand() => _root.Write("proc/meminfo", "MemTotal:       4096000 kB\nMemAvailable:   2048000 kB\n");

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Is_what_the_kernel_calls_available() =>
        Assert.Equal(new ByteSize(2048000L * 1024), MemoryAtHand.OnLinux(_root.Path));

    [Fact]
    public void Is_bounded_by_the_unified_control_group_less_what_it_uses()
    {
        _root.Write("proc/self/cgroup", "0::/build/job\n");
        _root.Write("sys/fs/cgroup/build/memory.max", "1000000\n");
        _root.Write("sys/fs/cgroup/build/memory.current", "700000\n");
        _root.Write("sys/fs/cgroup/build/memory.stat", "active_file 5\ninactive_file 200000\n");
        _root.Write("sys/fs/cgroup/build/job/memory.max", "max\n");
        _root.Write("sys/fs/cgroup/build/job/memory.current", "600000\n");

        Assert.Equal(new ByteSize(500000), MemoryAtHand.OnLinux(_root.Path));
    }

    [Fact]
    public void Is_bounded_by_a_memory_controller_of_the_first_version_seen_from_inside_a_container()
    {
        _root.Write("proc/self/cgroup", "5:cpuset:/\n4:cpu,memory:/docker/0123\n0::/\n");
        _root.Write("sys/fs/cgroup/memory/memory.limit_in_bytes", "1000000\n");
        _root.Write("sys/fs/cgroup/memory/memory.usage_in_bytes", "900000\n");

        Assert.Equal(new ByteSize(100000), MemoryAtHand.OnLinux(_root.Path));
    }

    [Fact]
    public void Is_never_negative()
    {
        _root.Write("proc/self/cgroup", "0::/\n");
        _root.Write("sys/fs/cgroup/memory.max", "1000\n");
        _root.Write("sys/fs/cgroup/memory.current", "2000\n");

        Assert.Equal(ByteSize.Zero, MemoryAtHand.OnLinux(_root.Path));
    }

    [Fact]
    public void Is_some_on_this_machine() => Assert.True(MemoryAtHand.Measure() > ByteSize.Zero);
}
