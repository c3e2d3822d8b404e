using System.Text.Encodings.Web;
using System.Text.Json;

namespace QuantBuild.Reporting;

/// <summary>The report for machines: a versioned contract, in a stable order, without timestamps.</summary>
internal static class JsonReportWriter
{
    private const int SchemaVersion = 1;

    // For people's eyes and diff tools; nothing here is embedded in HTML.
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(Report report, Stream output)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", SchemaVersion);
        json.WriteString("toolVersion", report.ToolVersion);
        json.WriteString("status", JsonParts.Name(report.Status));
        json.WriteStartArray("models");
        foreach (var model in report.Models)
        {
            JsonModel.Write(json, model, report.BaseFolder);
        }

        json.WriteEndArray();
        json.WriteStartArray("processes");
        foreach (var process in report.Processes)
        {
            JsonProcess.Write(json, process);
        }

        json.WriteEndArray();
        JsonComparison.Write(json, report.Comparison);
        JsonParts.WriteDiagnostics(json, report.Diagnostics);
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }
}
