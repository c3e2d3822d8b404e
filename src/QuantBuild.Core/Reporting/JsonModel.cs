using System.Text.Json;
using QuantBuild.Inspection;
using QuantBuild.Memory;
using QuantBuild.Models;
using QuantBuild.Policy;
using QuantBuild.Verification;

namespace QuantBuild.Reporting;

/// <summary>One model in the JSON report.</summary>
internal static class JsonModel
{
    public static void Write(Utf8JsonWriter json, ModelReport model, string baseFolder)
    {
        json.WriteStartObject();
        json.WriteString("path", model.DisplayPath);
        if (model.Facts is { } facts)
        {
            WriteFacts(json, facts);
            WriteTensors(json, model.Tensors);
            WriteRun(json, model);
            JsonMeasured.Write(json, model.Measured);
            JsonPlan.Write(json, model.Plan, model.Original?.Curve);
            WriteDecision(json, model.Decision);
            JsonObservations.Write(json, model.Observations);
            WriteOutput(json, model.Output, baseFolder);
            WriteVerification(json, model.Verification);
        }

        JsonParts.WriteDiagnostics(json, model.Diagnostics);
        json.WriteEndObject();
    }

    private static void WriteFacts(Utf8JsonWriter json, ModelFacts facts)
    {
        json.WriteString("format", facts.Format);
        json.WriteNumber("sizeBytes", facts.Size.Bytes);
        json.WriteNumber("parameters", facts.Parameters);
        json.WriteNumber("bytesPerParameter", Math.Round(facts.BytesPerParameter, 2));
        json.WriteNumber("fileBytesPerParameter", Math.Round(facts.FileBytesPerParameter, 2));
        json.WriteStartObject("weightBytes");
        foreach (var (type, size) in facts.WeightBytes)
        {
            json.WriteNumber(type.ReportName(), size.Bytes);
        }

        json.WriteEndObject();
        json.WriteBoolean("alreadyQuantized", facts.AlreadyQuantized);
        json.WriteStartArray("weightKinds");
        foreach (var (kind, size) in facts.Kinds)
        {
            json.WriteStartObject();
            json.WriteString("name", kind.Name);
            json.WriteString("form", JsonParts.Name(kind.Form));
            json.WriteNumber("bits", kind.Bits);
            json.WriteNumber("sizeBytes", size.Bytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("integerBytes", facts.OtherBytes.Bytes);
        json.WriteNumber("unusedBytes", facts.UnusedBytes.Bytes);
        WriteDuplicates(json, facts);
    }

    private static void WriteDuplicates(Utf8JsonWriter json, ModelFacts facts)
    {
        if (facts.Duplicates.Count == 0)
        {
            return;
        }

        json.WriteNumber("duplicateBytes", facts.DuplicateBytes.Bytes);
        json.WriteStartArray("duplicates");
        foreach (var duplicates in facts.Duplicates)
        {
            json.WriteStartObject();
            JsonParts.WriteStrings(json, "tensors", duplicates.Names);
            json.WriteNumber("sizeBytes", duplicates.Size.Bytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTensors(Utf8JsonWriter json, IReadOnlyList<TensorInfo> tensors)
    {
        if (tensors.Count == 0)
        {
            return;
        }

        json.WriteStartArray("tensors");
        foreach (var tensor in tensors)
        {
            json.WriteStartObject();
            json.WriteString("name", tensor.Name);
            json.WriteString("type", tensor.Type.ReportName());
            json.WriteStartArray("shape");
            foreach (var extent in tensor.Shape.Dimensions)
            {
                json.WriteNumberValue(extent);
            }

            json.WriteEndArray();
            json.WriteNumber("sizeBytes", tensor.Size.Bytes);
            json.WriteString("operator", tensor.Operator);
            json.WriteBoolean("used", tensor.IsUsed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRun(Utf8JsonWriter json, ModelReport model)
    {
        if ((model.Shipped ?? model.Original) is not { } projection)
        {
            return;
        }

        JsonParts.WriteStrings(json, "processes", model.Processes);
        json.WriteStartObject("runtime");
        json.WriteString("profile", projection.Profile);
        JsonParts.WriteOptional(json, "version", projection.RuntimeVersion);
        json.WriteEndObject();
        json.WriteStartObject("memory");
        JsonParts.WriteBand(json, "loadPeakBytes", projection.LoadPeak);
        if (projection.FirstRunPeak is { } first)
        {
            JsonParts.WriteBand(json, "firstRunPeakBytes", first);
        }

        JsonParts.WriteBand(json, "steadyPeakBytes", projection.RunPeak);
        JsonParts.WriteBand(json, "peakBytes", projection.Peak);
        json.WriteBoolean("lowerBound", projection.LowerBound);
        if (projection.Doubts.Count > 0)
        {
            JsonParts.WriteStrings(json, "lowConfidence", projection.Doubts);
        }

        json.WriteStartArray("items");
        JsonParts.WriteItem(json, new MemoryItem("weights", "", projection.Weights, Phase.Idle, projection.WeightsWhy, projection.Source));
        if (projection.Activations != MemoryBand.Zero)
        {
            JsonParts.WriteItem(json, new MemoryItem("activations", "", projection.Activations, Phase.Peak, projection.ActivationsWhy, projection.ActivationsSource));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDecision(Utf8JsonWriter json, Decision? decision)
    {
        if (decision is null)
        {
            return;
        }

        json.WriteStartObject("decision");
        json.WriteString("action", JsonParts.Name(decision.Action));
        json.WriteBoolean("wouldBe", decision.WouldBe);
        JsonParts.WriteOptional(json, "scheme", decision.Scheme);
        json.WriteNumber("rule", decision.Rule);
        JsonParts.WriteStrings(json, "reasons", decision.Reasons);
        json.WriteStartArray("rejected");
        foreach (var rejected in decision.Rejected)
        {
            json.WriteStartObject();
            json.WriteString("scheme", rejected.Scheme);
            json.WriteString("reason", rejected.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteOutput(Utf8JsonWriter json, OutputReport? output, string baseFolder)
    {
        if (output is null)
        {
            return;
        }

        json.WriteStartObject("output");
        JsonParts.WriteOptional(json, "path", output.Path is { } path ? RelativePath.Of(path, baseFolder) : null);
        json.WriteNumber("sizeBytes", output.Size.Bytes);
        JsonParts.WriteOptional(json, "reductionPercent", Math.Round(output.ReductionPercent, 1));
        JsonParts.WriteOptional(json, "casts", output.Casts);
        JsonParts.WriteOptional(json, "hash", output.Hash);
        if (output.Files.Count > 1)
        {
            WriteFiles(json, output.Files, baseFolder);
        }

        json.WriteEndObject();
    }

    private static void WriteFiles(Utf8JsonWriter json, IReadOnlyList<OutputFile> files, string baseFolder)
    {
        json.WriteStartArray("files");
        foreach (var file in files)
        {
            json.WriteStartObject();
            json.WriteString("path", RelativePath.Of(file.Path, baseFolder));
            json.WriteNumber("sizeBytes", file.Size.Bytes);
            json.WriteString("hash", file.Hash);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteVerification(Utf8JsonWriter json, VerificationResult? verification)
    {
        if (verification is null)
        {
            return;
        }

        json.WriteStartObject("verification");
        json.WriteString("status", JsonParts.Name(verification.Status));
        if (verification.Status != VerificationStatus.NotRun)
        {
            json.WriteBoolean("identical", verification.Identical);
            JsonParts.WriteOptional(json, "sqnrDb", verification is { Identical: false, SqnrDb: { } sqnr } ? Math.Round(sqnr, 2) : null);
            JsonParts.WriteOptional(json, "cosine", verification.Cosine is { } cosine ? Math.Round(cosine, 8) : null);
            JsonParts.WriteOptional(json, "maxAbsError", verification.MaxAbsError);
            json.WriteString("inputs", verification.Inputs);
        }

        json.WriteEndObject();
    }
}
