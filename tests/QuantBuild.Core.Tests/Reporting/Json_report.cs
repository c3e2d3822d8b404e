using System.Text;
using System.Text.Json;
using QuantBuild.Diagnostics;
using QuantBuild.Reporting;
using QuantBuild.TestSupport;
using QuantBuild.Verification;

namespace QuantBuild.Core.Tests.Reporting;

public sealed class Json_report
{
    [Fact]
    public void Follows_the_contract() => Snapshot.Match(Write(SampleReports.Dermatology), "dermatology.json");

    [Fact]
    public void Names_what_was_written_and_verified() => Snapshot.Match(Write(SampleReports.Written), "written.json");

    [Fact]
    public void Lists_tensors_where_they_were_asked_for() => Snapshot.Match(Write(SampleReports.Inspected), "inspected.json");

    [Fact]
    public void Of_an_unreadable_model_has_its_path_and_diagnostics_only()
    {
        using var json = JsonDocument.Parse(Write(SampleReports.Written));

        Assert.Equal(["path", "diagnostics"], json.RootElement.GetProperty("models")[0].EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public void Of_identical_outputs_has_no_ratio()
    {
        var report = SampleReports.Of(SampleReports.Stage2 with
        {
            Verification = new VerificationResult { Status = VerificationStatus.Passed, Identical = true, SqnrDb = double.PositiveInfinity },
        });

        using var json = JsonDocument.Parse(Write(report));
        var verification = json.RootElement.GetProperty("models")[0].GetProperty("verification");
        Assert.True(verification.GetProperty("identical").GetBoolean());
        Assert.False(verification.TryGetProperty("sqnrDb", out _));
    }

    [Fact]
    public void Lists_the_files_of_an_artifact_where_there_are_several()
    {
        using var json = JsonDocument.Parse(Write(SampleReports.WithExternalData));

        var output = json.RootElement.GetProperty("models")[0].GetProperty("output");
        Assert.Equal("xxh128:03", output.GetProperty("hash").GetString());
        Assert.Equal(
            ["""{"path":"out/a.onnx","sizeBytes":100,"hash":"xxh128:01"}""", """{"path":"out/a.onnx.data","sizeBytes":200,"hash":"xxh128:02"}"""],
            output.GetProperty("files").EnumerateArray().Select(file => JsonSerializer.Serialize(file)));
    }

    [Fact]
    public void Is_the_same_every_time() => Assert.Equal(Write(SampleReports.Dermatology), Write(SampleReports.Dermatology));

    [Theory]
    [InlineData("QB2001", "Error", "findings")]
    [InlineData("QB4002", "Error", "findings")]
    [InlineData("QB3004", "Error", "failed")]
    [InlineData("QB1001", "Error", "failed")]
    [InlineData("QB2002", "Warning", "clean")]
    public void Says_in_a_word_how_the_run_went(string code, string severity, string status) => Assert.Equal(status, StatusOf(code, severity, Severity.Error));

    [Theory]
    [InlineData("QB2002", "Warning", "findings")]
    [InlineData("QB1011", "Warning", "findings")]
    [InlineData("QB1001", "Error", "failed")]
    public void Takes_warnings_for_findings_where_asked(string code, string severity, string status) => Assert.Equal(status, StatusOf(code, severity, Severity.Warning));

    private static string StatusOf(string code, string severity, Severity failOn)
    {
        var descriptor = Descriptors.All.Single(entry => entry.Id == code);
        var report = SampleReports.Of() with { Diagnostics = [new Diagnostic(descriptor, "text", "/app/app.csproj") { Severity = Enum.Parse<Severity>(severity) }], FailOn = failOn };
        using var json = JsonDocument.Parse(Write(report));
        return json.RootElement.GetProperty("status").GetString()!;
    }

    private static string Write(Report report)
    {
        using var stream = new MemoryStream();
        JsonReportWriter.Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
