using QuantBuild.Policy;

namespace QuantBuild.Steps.States;

/// <summary>A <see cref="ModelState"/>, value by value.</summary>
internal static class FieldsOfModel
{
    public static ModelState State(StateFields fields, ModelState? value) => new()
    {
        Key = fields.Text(value?.Key),
        Assessment = Assessment(fields, value?.Assessment),
        Artifact = fields.OrNull(value?.Artifact, FieldsOfArtifact.Record),
    };

    private static ModelAssessment Assessment(StateFields fields, ModelAssessment? value) => new()
    {
        Path = fields.Text(value?.Path),
        Name = fields.Text(value?.Name),
        Facts = FieldsOfFacts.Facts(fields, value?.Facts),
        Original = FieldsOfProjection.Projection(fields, value?.Original),
        Observations = fields.OrNull(value?.Observations, FieldsOfObservations.Observations),
        Changes = fields.Flag(value?.Changes is not null) ? fields.List(value?.Changes, FieldsOfProjection.Change) : null,
        Candidates = fields.List(value?.Candidates, Candidate),
    };

    private static Candidate Candidate(StateFields fields, Candidate? value) => new(fields.Text(value?.Scheme))
    {
        OutputSize = fields.SizeOrNull(value?.OutputSize),
        Projection = fields.OrNull(value?.Projection, FieldsOfProjection.Projection),
        Unavailable = fields.TextOrNull(value?.Unavailable),
        Casts = fields.Count(value?.Casts ?? 0),
        OutOfRange = fields.TextOrNull(value?.OutOfRange),
        ExceedsOneFile = fields.Flag(value?.ExceedsOneFile ?? false),
    };
}
