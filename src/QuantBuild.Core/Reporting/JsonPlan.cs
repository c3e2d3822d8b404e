using System.Text.Json;
using QuantBuild.Memory;
using QuantBuild.Policy;
using QuantBuild.Schemes;

namespace QuantBuild.Reporting;

/// <summary>What every scheme and every other way to open a model would come to, in the JSON report.</summary>
internal static class JsonPlan
{
    public static void Write(Utf8JsonWriter json, ModelPlan? plan, MemoryCurve? curve)
    {
        if (plan is null)
        {
            return;
        }

        json.WriteStartObject("plan");
        json.WriteStartArray("schemes");
        foreach (var candidate in plan.Candidates)
        {
            WriteCandidate(json, candidate);
        }

        json.WriteEndArray();
        json.WriteStartArray("changes");
        foreach (var change in plan.Changes)
        {
            json.WriteStartObject();
            json.WriteString("change", change.Change);
            JsonParts.WriteOptional(json, "needs", change.Needs.Length > 0 ? change.Needs : null);
            WritePeak(json, change.Projection);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        JsonParts.WriteStrings(json, "whatIf", plan.WhatIf);
        WriteCurve(json, curve);
        json.WriteEndObject();
    }

    private static void WriteCandidate(Utf8JsonWriter json, Candidate candidate)
    {
        json.WriteStartObject();
        json.WriteString("scheme", candidate.Scheme);
        JsonParts.WriteOptional(json, "unavailable", candidate.Unavailable);
        if (candidate.IsAvailable)
        {
            json.WriteNumber("sizeBytes", candidate.OutputSize!.Value.Bytes);
            WritePeak(json, candidate.Projection!);
            json.WriteNumber("casts", candidate.Casts);
        }

        JsonParts.WriteOptional(json, "typicalLoss", TypicalLoss.Of(candidate.Scheme));
        json.WriteEndObject();
    }

    private static void WritePeak(Utf8JsonWriter json, ModelProjection projection)
    {
        JsonParts.WriteBand(json, "peakBytes", projection.Peak);
        json.WriteBoolean("lowerBound", projection.LowerBound);
    }

    private static void WriteCurve(Utf8JsonWriter json, MemoryCurve? curve)
    {
        if (curve is null)
        {
            return;
        }

        json.WriteStartObject("run");
        json.WriteNumber("steps", curve.Steps);
        json.WriteNumber("peakStep", curve.Peak.Step);
        json.WriteString("peakNode", curve.Peak.Node);
        json.WriteNumber("activationBytes", curve.Peak.Bytes.Bytes);
        json.WriteStartArray("living");
        foreach (var buffer in curve.Living)
        {
            json.WriteStartObject();
            json.WriteString("value", buffer.Value);
            json.WriteString("shape", buffer.Shape);
            json.WriteNumber("sizeBytes", buffer.Bytes.Bytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
