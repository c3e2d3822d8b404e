using QuantBuild.Memory;
using QuantBuild.Models;
using QuantBuild.Policy;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Policy;

/// <summary>Every situation the rules speak of, in a table for people: <c>Snapshots/policy-walk.md</c>.</summary>
public sealed class Walk_through_the_rules
{
    private static readonly MemoryComponent[] Stack =
    [
        Given.Component("Django + Python", 70, replaces: "host"), Given.Component("TensorFlow", 120, replaces: "runtime"),
        Given.Component("Inference", 30, Phase.Peak, replaces: "activations:m"), Given.Component("Grad-CAM", 85, Phase.Peak, optional: true) with { Setting = "ENABLE_GRADCAM" },
    ];

    private static readonly PolicyCase[] Cases =
    [
        new("the document: 95 MB, 512 MB", Given.Input([Given.Model("m", 95)], 512, Stack)),
        new("the document at 380 MB", Given.Input([Given.Model("m", 95)], 380, Stack)),
        new("… Mode=Never", Given.Input([Given.Model("m", 95) with { Mode = ModelMode.Never }], 380, Stack)),
        new("… Mode=Check", Given.Input([Given.Model("m", 95) with { Mode = ModelMode.Check }], 380, Stack)),
        new("… Mode=Always", Given.Input([Given.Model("m", 95) with { Mode = ModelMode.Always }], 380, Stack)),
        new("… AccuracyCritical", Given.Input([Given.Model("m", 95) with { AccuracyCritical = true }], 380, Stack)),
        new("… AccuracyCritical with a gate", Given.Input([Given.Model("m", 95) with { AccuracyCritical = true, HasGate = true }], 380, Stack)),
        new("an optional feature decides", Given.Input([Given.Model("m", 95) with { Mode = ModelMode.Never }], 320, Stack)),
        new("a budget no model can mend", Given.Input([Given.Model("m", 95), Given.Model("n", 300), Given.Model("o", 600)], 250, Stack)),
        new("the larger saving first", Given.Input([Given.Model("m", 100), Given.Model("n", 150)], 200)),
        new("a tie: item order", Given.Input([Given.Model("m", 100), Given.Model("n", 100)], 160)),
        new("both are needed", Given.Input([Given.Model("m", 100), Given.Model("n", 100)], 110)),
        new("two processes, one model in both", TwoProcesses()),
        new("… with a process that nothing mends, listed last", Hopeless("web", "worker")),
        new("… listed first", Hopeless("worker", "web")),
        new("above 500 MB, no budget", Given.Input([Given.Model("m", 600)])),
        new("above 500 MB, goal missed", Given.Input([Given.Model("m", 1200)])),
        new("above 500 MB, int8 reaches it", Given.Input([Given.Model("m", 1200).With("int8-dynamic", 300)])),
        new("fp16 cannot hold the values, mixed can", Given.Input([Given.Model("m", 300).OutOfRange("fp16").With("mixed", 151)])),
        new("… fp16 asked for by name", Given.Input([Given.Model("m", 300).OutOfRange("fp16").With("mixed", 151) with { Scheme = "fp16" }])),
        new("… where the process needs it", Given.Input([Given.Model("m", 150).OutOfRange("fp16").With("mixed", 76)], 120)),
        new("above 500 MB, nothing to lower", Given.Input([Given.Model("m", ByteSize.FromMegabytes(600)).Nothing("fp16")])),
        new("above 500 MB and over budget", Given.Input([Given.Model("m", 1200).With("int8-dynamic", 300)], 400)),
        new("above 500 MB, Mode=Never", Given.Input([Given.Model("m", 600) with { Mode = ModelMode.Never }])),
        new("above 500 MB, critical", Given.Input([Given.Model("m", 600) with { AccuracyCritical = true }])),
        new("above 500 MB, critical, only checked", Given.Input([Given.Model("m", 600) with { AccuracyCritical = true, Mode = ModelMode.Check }])),
        new("already 16-bit", Given.Input([Given.Model("m", ByteSize.FromMegabytes(300), ElementType.Float16).Nothing("fp16")])),
        new("small, scheme by name", Given.Input([Given.Model("m", 95) with { Scheme = "fp16" }])),
        new("small, Mode=Always, nothing to lower", Given.Input([Given.Model("m", ByteSize.FromMegabytes(95)).Nothing("fp16") with { Mode = ModelMode.Always }])),
        new("critical, 300 MB", Given.Input([Given.Model("m", 300) with { AccuracyCritical = true }])),
        new("critical, Mode=Always", Given.Input([Given.Model("m", 300) with { AccuracyCritical = true, Mode = ModelMode.Always }])),
        new("critical with a gate, Mode=Always", Given.Input([Given.Model("m", 300) with { AccuracyCritical = true, HasGate = true, Mode = ModelMode.Always }])),
        new("a phone", Given.Input([Given.Model("m", 300) with { Device = Device.Mobile }], 512)),
        new("300 MB that fit", Given.Input([Given.Model("m", 300)], 512)),
        new("300 MB, no budget", Given.Input([Given.Model("m", 300)])),
        new("300 MB, a lower bound", Given.Input([Given.Model("m", 300).With("fp16", 150, lowerBound: true).LowerBound()], 512)),
        new("a lower bound that exceeds", Given.Input([Given.Model("m", 600).LowerBound() with { Mode = ModelMode.Never }], 512)),
        new("fp16 raises the peak", Given.Input([Given.Model("m", 300).With("fp16", 150, peak: 450)])),
        new("… and breaks a budget the original meets", Given.Input([Given.Model("m", 600).With("fp16", 300, peak: 900)], 800)),
        new("… and is no help where the budget is missed", Given.Input([Given.Model("m", 300).With("fp16", 150, peak: 450)], 250)),
        new("… asked for by name there", Given.Input([Given.Model("m", 300).With("fp16", 150, peak: 450) with { Scheme = "fp16" }], 250)),
        new("a component of a slot nobody has", Given.Input([Given.Model("m", 95)], 512, Given.Component("x", 1, replaces: "weights:absent"))),
        new("thresholds that cross", Given.Input([Given.Model("m", 95)]) with { Settings = new PolicySettings { SkipBelow = ByteSize.FromMegabytes(600) } }),
    ];

    [Fact]
    public void Is_a_table_that_people_can_read() =>
        Snapshot.Match(PolicyCase.Head + string.Concat(Cases.Select(situation => situation.Rows())), "policy-walk.md");

    /// <summary>One model in both: 150 MB are enough for web, and nothing is for worker.</summary>
    private static PolicyInput Hopeless(params string[] order) => new()
    {
        Models = [Given.Model("m", 300) with { Processes = ["web", "worker"] }],
        Processes = [.. order.Select(name => new PolicyProcess(name, ByteSize.FromMegabytes(name == "web" ? 200 : 50)))],
        ProjectFile = Given.ProjectFile,
    };

    private static PolicyInput TwoProcesses() => new()
    {
        Models = [Given.Model("m", 100) with { Processes = ["web", "worker"] }, Given.Model("n", 300) with { Processes = ["worker"] }],
        Processes = [new PolicyProcess("web", ByteSize.FromMegabytes(80)), new PolicyProcess("worker", ByteSize.FromMegabytes(500))],
        ProjectFile = Given.ProjectFile,
    };
}
