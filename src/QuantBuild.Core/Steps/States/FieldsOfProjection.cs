using QuantBuild.Memory;

namespace QuantBuild.Steps.States;

/// <summary>A <see cref="ModelProjection"/> and what could be changed about it, value by value.</summary>
internal static class FieldsOfProjection
{
    public static ModelProjection Projection(StateFields fields, ModelProjection? value) => new()
    {
        Profile = fields.Text(value?.Profile),
        RuntimeVersion = fields.TextOrNull(value?.RuntimeVersion),
        Host = fields.OrNull(value?.Host, Base),
        Runtime = fields.OrNull(value?.Runtime, Base),
        Weights = Band(fields, value?.Weights ?? default),
        WeightsWhy = fields.Text(value?.WeightsWhy),
        Activations = Band(fields, value?.Activations ?? default),
        FirstRunActivations = fields.Flag(value?.FirstRunActivations is not null) ? Band(fields, value?.FirstRunActivations ?? default) : null,
        Curve = fields.OrNull(value?.Curve, Curve),
        Doubts = fields.Texts(value?.Doubts),
        MissingShapes = fields.TextOrNull(value?.MissingShapes),
        ActivationsWhy = fields.Text(value?.ActivationsWhy),
        LoadTransient = Band(fields, value?.LoadTransient ?? default),
        LowerBound = fields.Flag(value?.LowerBound ?? false),
        LowerBoundReason = fields.TextOrNull(value?.LowerBoundReason),
        Source = (ItemSource)fields.Count((int)(value?.Source ?? default)),
        ActivationsSource = (ItemSource)fields.Count((int)(value?.ActivationsSource ?? default)),
    };

    public static SessionChange Change(StateFields fields, SessionChange? value) =>
        new(fields.Text(value?.Change), Projection(fields, value?.Projection), fields.Text(value?.Needs))
        {
            NewFile = fields.Flag(value?.NewFile ?? false),
            WholeProcess = fields.Flag(value?.WholeProcess ?? false),
        };

    private static BaseMemory Base(StateFields fields, BaseMemory? value) => new(Band(fields, value?.Size ?? default), fields.Text(value?.Why));

    private static MemoryBand Band(StateFields fields, MemoryBand value) =>
        new(fields.Size(value.Low), fields.Size(value.Expected), fields.Size(value.High));

    private static MemoryCurve Curve(StateFields fields, MemoryCurve? value) =>
        new(fields.Count(value?.Steps ?? 0), fields.List(value?.Points, Point), fields.List(value?.Living, Living));

    private static CurvePoint Point(StateFields fields, CurvePoint? value) =>
        new(fields.Count(value?.Step ?? 0), fields.Text(value?.Node), fields.Size(value?.Bytes ?? default));

    private static LivingBuffer Living(StateFields fields, LivingBuffer? value) =>
        new(fields.Text(value?.Value), fields.Text(value?.Shape), fields.Size(value?.Bytes ?? default));
}
