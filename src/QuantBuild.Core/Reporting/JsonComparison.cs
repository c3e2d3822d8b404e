using System.Text.Json;
using QuantBuild.Execution;
using QuantBuild.Models;
using QuantBuild.Verification;

namespace QuantBuild.Reporting;

/// <summary>Two models compared, in the JSON report: the verdict as for an artifact, then every output.</summary>
internal static class JsonComparison
{
    public static void Write(Utf8JsonWriter json, Comparison? comparison)
    {
        if (comparison is null)
        {
            return;
        }

        json.WriteStartObject("comparison");
        JsonModel.WriteVerification(json, comparison.Result);
        JsonParts.WriteOptional(json, "reason", comparison.Result.Reason);
        json.WriteStartArray("outputs");
        foreach (var output in comparison.Outputs)
        {
            Write(json, output);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, OutputComparison output)
    {
        json.WriteStartObject();
        json.WriteString("name", output.Name);
        JsonParts.WriteOptional(json, "incomparable", output.Incomparable);
        if (output.Incomparable is null)
        {
            json.WriteString("type", output.Type.ReportName());
            json.WriteNumber("elements", output.Elements);
            json.WriteBoolean("identical", output.Identical);
            JsonParts.WriteOptional(json, "equalPercent", Math.Round(100 * output.EqualShare, 2));
            json.WriteNumber("notFinite", output.NotFinite);
            JsonParts.WriteOptional(json, "sqnrDb", output.SqnrDb is { } sqnr ? Math.Round(sqnr, 2) : null);
            JsonParts.WriteOptional(json, "cosine", output.Cosine is { } cosine ? Math.Round(cosine, 8) : null);
            JsonParts.WriteOptional(json, "maxAbsError", output.MaxAbsError);
        }

        json.WriteEndObject();
    }
}
