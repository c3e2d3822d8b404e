using System.Text;
using QuantBuild.Diagnostics;
using QuantBuild.Execution;
using QuantBuild.Execution.Measuring;
using QuantBuild.Models;
using QuantBuild.Reporting;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Reporting;

public sealed class Measured_memory
{
    private static readonly Report Measured = SampleReports.Dermatology with
    {
        Processes = [],
        Models =
        [
            SampleReports.Dermatology.Models[0] with { Original = null, Shipped = null, Decision = null, Measured = Full },
            SampleReports.Dermatology.Models[0] with
            {
                Path = "/app/models/broken.onnx", DisplayPath = "models/broken.onnx",
                Diagnostics = [new Diagnostic(Descriptors.NotMeasured, "text", "/app/models/broken.onnx")],
            },
        ],
    };

    private static ModelMeasurement Full => new()
    {
        Session = new SessionSettings { FixedHeap = true },
        Repeats = 3,
        Runs = 3,
        UnsetDimensions = [new UnsetDimension("x", 0, "batch"), new UnsetDimension("mask", 0, "batch"), new UnsetDimension("mask", 1, null)],
        Base = Range(49.6, 49.5, 49.8),
        LoadPeak = Range(66.9, 66.9, 67.4),
        Loaded = Range(40, 40, 40),
        LoadedAnonymous = Range(32.2, 32.2, 32.2),
        FirstRunPeak = Range(52.4, 52, 52.5),
        SteadyPeak = Range(63.7, 63.7, 63.9),
        SteadyAnonymous = Range(56, 55.8, 56),
        Peak = Range(66.9, 66.9, 67.4),
    };

    [Fact]
    public void Is_a_line_a_phase() => Snapshot.Match(MeasureWriter.Write(Measured, TextOptions.Default), "measured.txt");

    [Fact]
    public void Says_where_the_peaks_cannot_be_told_apart() => Assert.Contains(
        "cannot set its high-water mark back",
        MeasureWriter.Write(Measured with { Models = [Measured.Models[0] with { Measured = Full with { Cumulative = true } }] }, TextOptions.Default),
        StringComparison.Ordinal);

    [Fact]
    public void Is_an_object_in_JSON()
    {
        using var json = new MemoryStream();
        JsonReportWriter.Write(Measured, json);
        Snapshot.Match(Encoding.UTF8.GetString(json.ToArray()), "measured.json");
    }

    private static MeasuredRange Range(double median, double min, double max) =>
        new(ByteSize.FromMegabytes(median), ByteSize.FromMegabytes(min), ByteSize.FromMegabytes(max));
}
