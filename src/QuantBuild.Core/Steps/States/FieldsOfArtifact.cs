using QuantBuild.Diagnostics;
using QuantBuild.Verification;

namespace QuantBuild.Steps.States;

/// <summary>An <see cref="ArtifactRecord"/>, value by value.</summary>
internal static class FieldsOfArtifact
{
    public static ArtifactRecord Record(StateFields fields, ArtifactRecord? value) => new()
    {
        Key = fields.Text(value?.Key),
        Path = fields.Text(value?.Path),
        Files = fields.List(value?.Files, File),
        Hash = fields.Text(value?.Hash),
        Verification = Verification(fields, value?.Verification),
        Diagnostics = fields.List(value?.Diagnostics, Diagnostic),
    };

    private static RecordedFile File(StateFields fields, RecordedFile? value) => new(
        fields.Text(value?.Path), fields.Number(value?.Length ?? 0), fields.Number(value?.LastWriteTicks ?? 0), fields.Text(value?.Hash));

    private static VerificationResult Verification(StateFields fields, VerificationResult? value) => new()
    {
        Status = (VerificationStatus)fields.Count((int)(value?.Status ?? default)),
        Identical = fields.Flag(value?.Identical ?? false),
        SqnrDb = fields.RealOrNull(value?.SqnrDb),
        Cosine = fields.RealOrNull(value?.Cosine),
        MaxAbsError = fields.RealOrNull(value?.MaxAbsError),
        Inputs = fields.Text(value?.Inputs),
        Reason = fields.TextOrNull(value?.Reason),
    };

    private static StoredDiagnostic Diagnostic(StateFields fields, StoredDiagnostic? value) => new(
        fields.Text(value?.Code), (Severity)fields.Count((int)(value?.Severity ?? default)), fields.Text(value?.Message), fields.TextOrNull(value?.Tensor));
}
