using System.Text.Json;
using QuantBuild.Execution.Measuring;
using QuantBuild.Models;

namespace QuantBuild.Reporting;

/// <summary>A measurement in the JSON report; all figures but the base are above the base.</summary>
internal static class JsonMeasured
{
    public static void Write(Utf8JsonWriter json, ModelMeasurement? measured)
    {
        if (measured is null)
        {
            return;
        }

        json.WriteStartObject("measured");
        json.WriteString("sessionOptions", measured.Session.ToString());
        json.WriteString("inputs", measured.Inputs);
        JsonParts.WriteStrings(json, "unsetDimensions", measured.UnsetDimensions.Select(dimension => dimension.ToString()));
        json.WriteNumber("repeats", measured.Repeats);
        json.WriteNumber("runs", measured.Runs);
        json.WriteBoolean("cumulative", measured.Cumulative);
        Write(json, "baseBytes", measured.Base);
        Write(json, "loadPeakBytes", measured.LoadPeak);
        Write(json, "loadedBytes", measured.Loaded);
        Write(json, "loadedAnonymousBytes", measured.LoadedAnonymous);
        Write(json, "firstRunPeakBytes", measured.FirstRunPeak);
        Write(json, "steadyPeakBytes", measured.SteadyPeak);
        Write(json, "steadyAnonymousBytes", measured.SteadyAnonymous);
        Write(json, "peakBytes", measured.Peak);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, MeasuredRange? range)
    {
        if (range is not { } known)
        {
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("median", known.Median.Bytes);
        json.WriteNumber("min", known.Min.Bytes);
        json.WriteNumber("max", known.Max.Bytes);
        json.WriteEndObject();
    }
}
