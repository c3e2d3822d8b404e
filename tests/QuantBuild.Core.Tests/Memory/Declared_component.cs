using QuantBuild.Memory;
using static QuantBuild.Core.Tests.Memory.Members;

namespace QuantBuild.Core.Tests.Memory;

public sealed class Declared_component
{
    [Fact]
    public void Wins_over_what_was_computed_for_its_slot()
    {
        Assert.Equal((60, 90), Megabytes([Of("a", 100, activations: 30)], Component("measured", 60, "weights:a")));
        Assert.Equal((100, 110), Megabytes([Of("a", 100, activations: 30)], Component("measured", 10, "activations:a")));
    }

    [Fact]
    public void Adds_up_with_others_of_the_same_slot() =>
        Assert.Equal((50, 50), Megabytes([Of("a", 100)], Component("one", 20, "weights:a"), Component("two", 30, "weights:a")));

    [Fact]
    public void Just_adds_where_its_slot_is_empty() => Assert.Equal((170, 170), Megabytes([Of("a", 100)], Component("host", 70, "host")));

    [Fact]
    public void Counts_when_its_slot_counts_unless_its_phase_is_written()
    {
        Assert.Equal((100, 130), Megabytes([Of("a", 100)], Component("inference", 30, "activations:a")));
        Assert.Equal((130, 130), Megabytes([Of("a", 100)], Component("inference", 30, "activations:a", Phase.Idle)));
        Assert.Equal((0, 60), Megabytes([Of("a", 100) with { Resident = false }], Component("measured", 60, "weights:a")));
        Assert.Equal((130, 130), Megabytes([Of("a", 100)], Component("cache", 30)));
    }

    [Fact]
    public void Names_the_runtime_it_means_where_a_process_has_two()
    {
        ProcessMember[] one = [Of("a", 1)];
        ProcessMember[] two = [Of("a", 1), Of("b", 1, profile: "onnxruntime-cpu")];
        Assert.Equal("runtime", Slots.Resolve("runtime", one));
        Assert.Equal("runtime", Slots.Resolve("runtime:by-size", one));
        Assert.Null(Slots.Resolve("runtime", two));
        Assert.Equal("runtime:onnxruntime-cpu", Slots.Resolve("runtime:onnxruntime-cpu", two));
        Assert.Equal(["host", "runtime:by-size", "runtime:onnxruntime-cpu", "weights:a", "weights:b", "activations:a", "activations:b"], Slots.Of(two));
    }

    [Theory]
    [InlineData("weights:b")]
    [InlineData("activations")]
    [InlineData("runtime:tflite")]
    [InlineData("gpu")]
    public void Has_no_slot_of_an_unknown_name(string slot) => Assert.Null(Slots.Resolve(slot, [Of("a", 1)]));
}
