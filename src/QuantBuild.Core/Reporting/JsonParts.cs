using System.Text.Json;
using QuantBuild.Diagnostics;
using QuantBuild.Memory;

namespace QuantBuild.Reporting;

/// <summary>What several parts of the JSON report have in common.</summary>
internal static class JsonParts
{
    /// <summary>An enumeration's name as the contract spells it: <c>notRun</c>.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static void WriteBand(Utf8JsonWriter json, string name, MemoryBand band)
    {
        json.WriteStartObject(name);
        json.WriteNumber("low", band.AsRange().Low.Bytes);
        json.WriteNumber("expected", band.Expected.Bytes);
        json.WriteNumber("high", band.AsRange().High.Bytes);
        json.WriteEndObject();
    }

    public static void WriteItem(Utf8JsonWriter json, MemoryItem item)
    {
        json.WriteStartObject();
        json.WriteString("name", item.Name);
        json.WriteNumber("idleBytes", item.Idle.Expected.Bytes);
        json.WriteNumber("peakBytes", item.Size.Expected.Bytes);
        json.WriteString("why", item.Why);
        json.WriteString("source", Name(item.Source));
        json.WriteEndObject();
    }

    public static void WriteDiagnostics(Utf8JsonWriter json, IEnumerable<Diagnostic> diagnostics)
    {
        json.WriteStartArray("diagnostics");
        foreach (var diagnostic in diagnostics)
        {
            json.WriteStartObject();
            json.WriteString("code", diagnostic.Code);
            json.WriteString("severity", Name(diagnostic.Severity));
            json.WriteString("message", diagnostic.Message);
            WriteOptional(json, "tensor", diagnostic.Tensor);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    /// <summary>JSON has no infinities: what is not finite is left out.</summary>
    public static void WriteOptional(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
    }

    public static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
