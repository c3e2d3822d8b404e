using System.Text.Json;
using QuantBuild.Policy;

namespace QuantBuild.Reporting;

/// <summary>One process in the JSON report.</summary>
internal static class JsonProcess
{
    public static void Write(Utf8JsonWriter json, ProcessVerdict process)
    {
        json.WriteStartObject();
        json.WriteString("name", process.Name);
        if (process.Budget is { } budget)
        {
            json.WriteNumber("budgetBytes", budget.Bytes);
        }

        JsonParts.WriteBand(json, "idleBytes", process.Projection.Idle);
        JsonParts.WriteBand(json, "peakBytes", process.Projection.Peak);
        if (process.Buffer is { } buffer)
        {
            json.WriteNumber("bufferBytes", buffer.Bytes);
        }

        json.WriteString("verdict", JsonParts.Name(process.Verdict));
        json.WriteStartArray("items");
        foreach (var item in process.Projection.Items)
        {
            JsonParts.WriteItem(json, item);
        }

        json.WriteEndArray();
        json.WriteStartArray("optional");
        foreach (var feature in process.Optional)
        {
            json.WriteStartObject();
            json.WriteString("name", feature.Name);
            json.WriteBoolean("fits", feature.Fits);
            JsonParts.WriteOptional(json, "setting", feature.Setting);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        JsonParts.WriteDiagnostics(json, process.Diagnostics);
        json.WriteEndObject();
    }
}
