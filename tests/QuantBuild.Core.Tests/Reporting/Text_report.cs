using QuantBuild.Reporting;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Reporting;

public sealed class Text_report
{
    public static TheoryData<string, int> Layouts => new() { { "wide", 120 }, { "narrow", 80 }, { "tiny", 40 } };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Shows_a_line_a_model_and_the_stack_of_each_process(string name, int width) =>
        Match(SampleReports.Dermatology, new TextOptions(width), $"dermatology.{name}.txt");

    [Fact]
    public void Shows_by_how_much_a_process_exceeds_its_budget() => Match(SampleReports.OverBudget, TextOptions.Default, "over-budget.txt");

    [Fact]
    public void Shows_a_tight_and_an_unknown_verdict() => Match(SampleReports.Tight, TextOptions.Default, "tight.txt");

    [Fact]
    public void Of_a_build_has_the_stack_of_a_process_with_a_budget_and_a_line_for_another()
    {
        var options = new TextOptions { EveryStack = false };
        var report = SampleReports.Dermatology with { Processes = [SampleReports.Dermatology.Processes[0]] };
        Assert.Equal(TextReportWriter.Write(report, TextOptions.Default), TextReportWriter.Write(report, options));

        var free = report with { Processes = [.. report.Processes.Select(process => process with { Budget = null })] };
        Assert.EndsWith("\n\nprocess app, no budget: idle 285.0 MB, peak 400.0 MB\n", TextReportWriter.Write(free, options), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_the_file_of_external_data() =>
        Assert.Contains("wrote out/a.onnx and a.onnx.data beside it, ", TextReportWriter.Write(SampleReports.WithExternalData, new TextOptions(Details: true)), StringComparison.Ordinal);

    [Fact]
    public void Shows_what_was_written_and_what_could_not_be_read() => Match(SampleReports.Written, new TextOptions(Details: true), "written.txt");

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Shows_one_model_in_full(string name, int width)
    {
        var text = InspectWriter.Write(SampleReports.Inspected, new TextOptions(width));

        AssertFits(text, width);
        Snapshot.Match(text, $"inspect-one.{name}.txt");
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Shows_several_models_as_a_table(string name, int width)
    {
        var text = InspectWriter.Write(SampleReports.InspectedTogether, new TextOptions(width));

        AssertFits(text, width);
        Snapshot.Match(text, $"inspect-several.{name}.txt");
    }

    [Fact]
    public void Of_nothing_is_empty()
    {
        Assert.Equal("", TextReportWriter.Write(SampleReports.Of(), TextOptions.Default));
        Assert.Equal("", InspectWriter.Write(SampleReports.Of(), TextOptions.Default));
    }

    private static void Match(Report report, TextOptions options, string snapshot)
    {
        var text = TextReportWriter.Write(report, options);
        AssertFits(text, options.Width);
        Snapshot.Match(text, snapshot);
    }

    private static void AssertFits(string text, int width) => Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, width));
}
