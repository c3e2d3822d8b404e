using System.Text.Json;
using QuantBuild.Schemes;

namespace QuantBuild.Reporting;

/// <summary>What a run showed of the range of values, in the JSON report.</summary>
internal static class JsonObservations
{
    public static void Write(Utf8JsonWriter json, Observations? observations)
    {
        if (observations is null)
        {
            return;
        }

        json.WriteStartObject("observations");
        json.WriteString("inputs", observations.Inputs);
        json.WriteNumber("values", observations.Values);
        JsonParts.WriteOptional(json, "notRun", observations.NotRun);
        json.WriteStartArray("outOfRange");
        foreach (var range in observations.OutOfRange)
        {
            json.WriteStartObject();
            json.WriteString("tensor", range.Tensor);
            JsonParts.WriteOptional(json, "largest", range.Largest);
            json.WriteBoolean("stored", range.Stored);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Write(json, observations.Noise);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ObservedNoise? noise)
    {
        if (noise is null)
        {
            return;
        }

        json.WriteStartObject("noise");
        JsonParts.WriteOptional(json, "notMeasured", noise.NotMeasured);
        if (noise.NotMeasured is null)
        {
            JsonParts.WriteOptional(json, "sqnrDb", noise.SqnrDb);
            JsonParts.WriteOptional(json, "ceilingDb", noise.CeilingDb);
            json.WriteNumber("runs", noise.Runs);
            json.WriteBoolean("roundsAll", noise.RoundsAll);
            json.WriteStartArray("float32Nodes");
            foreach (var span in noise.Float32)
            {
                json.WriteStartObject();
                json.WriteNumber("first", span.First);
                json.WriteNumber("count", span.Count);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
