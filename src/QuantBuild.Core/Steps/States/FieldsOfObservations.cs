using QuantBuild.Schemes;

namespace QuantBuild.Steps.States;

/// <summary><see cref="Schemes.Observations"/>, value by value.</summary>
internal static class FieldsOfObservations
{
    public static Observations Observations(StateFields fields, Observations? value) => new()
    {
        Inputs = fields.Text(value?.Inputs),
        Values = fields.Count(value?.Values ?? 0),
        OutOfRange = fields.List(value?.OutOfRange, Range),
        Noise = fields.OrNull(value?.Noise, Noise),
        NotRun = fields.TextOrNull(value?.NotRun),
        MayRunLater = fields.Flag(value?.MayRunLater ?? false),
    };

    private static ObservedRange Range(StateFields fields, ObservedRange? value) =>
        new(fields.Text(value?.Tensor), fields.Real(value?.Largest ?? 0), fields.Flag(value?.Stored ?? false));

    private static ObservedNoise Noise(StateFields fields, ObservedNoise? value) => new()
    {
        Float32 = fields.List(value?.Float32, Span),
        RoundsAll = fields.Flag(value?.RoundsAll ?? false),
        SqnrDb = fields.Real(value?.SqnrDb ?? 0),
        CeilingDb = fields.Real(value?.CeilingDb ?? 0),
        Runs = fields.Count(value?.Runs ?? 0),
        NotMeasured = fields.TextOrNull(value?.NotMeasured),
    };

    private static NodeSpan Span(StateFields fields, NodeSpan value) => new(fields.Count(value.First), fields.Count(value.Count));
}
