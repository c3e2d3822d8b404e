using QuantBuild.Memory;
using static QuantBuild.Core.Tests.Memory.Members;

namespace QuantBuild.Core.Tests.Memory;

public sealed class Stack_of_a_process
{
    private static readonly MemoryComponent[] Document =
    [
        Component("Django + Python", 70, "host"),
        Component("TensorFlow", 120, "runtime"),
        Component("Inference", 30, "activations:m", Phase.Peak),
        Component("Grad-CAM", 85, phase: Phase.Peak),
    ];

    [Fact]
    public void Is_the_document_s_to_the_megabyte() => Assert.Equal((285, 400), Megabytes([Of("m", 95)], Document));

    [Fact]
    public void Is_the_document_s_with_the_model_at_50_MB() => Assert.Equal((240, 355), Megabytes([Of("m", 50)], Document));

    [Fact]
    public void Lists_host_runtime_weights_activations_and_then_the_rest() => Assert.Equal(
        ["Django + Python", "TensorFlow", "weights:m", "Inference", "Grad-CAM"],
        ProcessProjector.Project("app", [Of("m", 95)], [.. Document.Reverse()]).Items.Select(item => item.Name));

    [Fact]
    public void Peaks_at_requests_or_at_the_largest_load_whichever_is_larger()
    {
        Assert.Equal((300, 360), Megabytes([Of("a", 100, load: 40, activations: 30), Of("b", 200, load: 50, activations: 30)]));
        Assert.Equal((300, 380), Megabytes([Of("a", 100, load: 40, activations: 30), Of("b", 200, load: 80, activations: 30)]));
    }

    [Fact]
    public void Counts_weights_and_load_at_the_peak_only_where_a_model_is_not_resident() =>
        Assert.Equal((0, 170), Megabytes([Of("a", 100, load: 40, activations: 30) with { Resident = false }]));

    [Fact]
    public void Multiplies_by_sessions_what_each_session_holds()
    {
        // Resident sessions load one after another, so one transient at a time; during requests each brings its own.
        Assert.Equal((200, 300), Megabytes([Of("a", 100, load: 40, activations: 50) with { Sessions = 2 }]));
        Assert.Equal((0, 380), Megabytes([Of("a", 100, load: 40, activations: 50) with { Sessions = 2, Resident = false }]));
    }
}
