using System.Text;
using QuantBuild.Execution;
using QuantBuild.Models;
using QuantBuild.Reporting;
using QuantBuild.TestSupport;
using QuantBuild.Verification;

namespace QuantBuild.Core.Tests.Reporting;

public sealed class Comparison_report
{
    private static readonly Report Compared = SampleReports.Of(SampleReports.Stage1, SampleReports.Stage2) with
    {
        Comparison = new Comparison(
            new VerificationResult { Status = VerificationStatus.Passed, SqnrDb = 48.125, Cosine = 0.99998, MaxAbsError = 0.03125, Reason = "dimensions set to 1: batch" },
            [
                new OutputComparison { Name = "logits", Type = ElementType.Float32, Elements = 1000, SqnrDb = 48.125, Cosine = 0.99998, MaxAbsError = 0.03125, ReferenceRms = 1, NotFinite = 2 },
                new OutputComparison { Name = "features", Type = ElementType.Float32, Elements = 2048, Identical = true, Equal = 2048, ReferenceRms = 1, MaxAbsError = 0, Cosine = 1 },
                new OutputComparison { Name = "label", Type = ElementType.Int64, Elements = 8, Equal = 7 },
                new OutputComparison { Name = "boxes", Incomparable = "its shape is 1×4 instead of 4" },
            ]),
    };

    [Fact]
    public void Has_a_row_an_output_and_the_verdict() => Snapshot.Match(ComparisonWriter.Write(Compared, TextOptions.Default), "compared.txt");

    [Fact]
    public void Is_in_the_json_report()
    {
        using var json = new MemoryStream();
        JsonReportWriter.Write(Compared with { Models = [] }, json);

        Snapshot.Match(Encoding.UTF8.GetString(json.ToArray()), "compared.json");
    }

    [Theory]
    [InlineData(VerificationStatus.Failed, "failed: output 'y' has an SQNR of 40.0 dB, below MinSqnr=50.0")]
    [InlineData(VerificationStatus.NotRun, "not compared: output 'y' has an SQNR of 40.0 dB, below MinSqnr=50.0")]
    internal void Says_why_it_failed(VerificationStatus status, string verdict)
    {
        var report = Compared with { Comparison = new Comparison(new VerificationResult { Status = status, Reason = "output 'y' has an SQNR of 40.0 dB, below MinSqnr=50.0" }, []) };

        Assert.EndsWith($"\n\n{verdict}\n", ComparisonWriter.Write(report, TextOptions.Default), StringComparison.Ordinal);
    }
}
