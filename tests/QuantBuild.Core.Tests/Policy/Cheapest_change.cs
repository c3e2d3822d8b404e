using QuantBuild.Memory;
using QuantBuild.Models;
using QuantBuild.Policy;

namespace QuantBuild.Core.Tests.Policy;

public sealed class Cheapest_change
{
    private const string Heap = "SessionOptions heap=fixed";

    [Fact]
    public void Is_a_setting_where_one_is_enough() =>
        Assert.EndsWith("; with SessionOptions heap=fixed (a variable) it would be 240.0 MB", Said(250, Changed("a", 300, (Heap, 240), ("SessionOptions pattern=off", 200))), StringComparison.Ordinal);

    [Fact]
    public void Names_the_model_whose_session_changes() =>
        Assert.EndsWith("; with SessionOptions pattern=off of a it would be 200.0 MB", Said(230, Changed("a", 300, (Heap, 240), ("SessionOptions pattern=off", 200))), StringComparison.Ordinal);

    [Fact]
    public void Is_the_same_model_in_another_file_before_it_is_another_model() =>
        Assert.EndsWith("; with ExternalData=always of a (a file) it would be 220.0 MB", Said(230, Changed("a", 300, (Heap, 240), ("ExternalData=always", 220))), StringComparison.Ordinal);

    [Fact]
    public void Is_a_scheme_where_no_setting_is_enough() =>
        Assert.EndsWith("; with a as fp16 (needs Mode=Auto instead of Never) it would be 150.0 MB", Said(160, Changed("a", 300, (Heap, 240))), StringComparison.Ordinal);

    [Fact]
    public void Says_how_near_the_nearest_comes() =>
        Assert.EndsWith("; with a as fp16 (needs Mode=Auto instead of Never) it would be 150.0 MB, still above", Said(100, Changed("a", 300, (Heap, 240))), StringComparison.Ordinal);

    [Fact]
    public void Counts_a_setting_of_the_process_for_all_its_models() =>
        Assert.EndsWith("; with SessionOptions heap=fixed (a variable) it would be 430.0 MB", Said(450, Changed("a", 300, (Heap, 240)), Changed("b", 250, (Heap, 190))), StringComparison.Ordinal);

    [Fact]
    public void Is_no_other_session_of_an_original_that_does_not_ship()
    {
        var always = Changed("a", 300, (Heap, 10)) with { Mode = ModelMode.Always };

        Assert.DoesNotContain(Heap, Message(Given.Input([always], 100)), StringComparison.Ordinal);
    }

    private static string Said(double budget, params PolicyModel[] models) => Message(Given.Input(models.Select(model => model with { Mode = ModelMode.Never }), budget));

    private static string Message(PolicyInput input) => Assert.Single(Assert.Single(PolicyEngine.Decide(input).Verdicts).Diagnostics, diagnostic => diagnostic.Code == "QB2001").Message;

    private static PolicyModel Changed(string name, double megabytes, params (string Change, double Megabytes)[] changes)
    {
        var model = Given.Model(name, megabytes);
        return model with { Assessment = model.Assessment with { Changes = [.. changes.Select(change => Change(model, change.Change, change.Megabytes))] } };
    }

    private static SessionChange Change(PolicyModel model, string change, double megabytes) => new(
        change,
        model.Assessment.Original with { Weights = MemoryBand.Exact(ByteSize.FromMegabytes(megabytes)) },
        change == Heap ? "a variable" : change.StartsWith("ExternalData", StringComparison.Ordinal) ? "a file" : "")
    {
        WholeProcess = change == Heap,
        NewFile = change.StartsWith("ExternalData", StringComparison.Ordinal),
    };
}
