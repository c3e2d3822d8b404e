using QuantBuild.Inspection;
using QuantBuild.Models;

namespace QuantBuild.Steps.States;

/// <summary><see cref="ModelFacts"/>, value by value.</summary>
internal static class FieldsOfFacts
{
    public static ModelFacts Facts(StateFields fields, ModelFacts? value) => new()
    {
        Format = fields.Text(value?.Format),
        Size = fields.Size(value?.Size ?? default),
        Parameters = fields.Number(value?.Parameters ?? 0),
        WeightBytes = fields.List(value?.WeightBytes, Weights),
        Kinds = fields.List(value?.Kinds, Kind),
        UnusedTensors = fields.Count(value?.UnusedTensors ?? 0),
        UnusedBytes = fields.Size(value?.UnusedBytes ?? default),
        SharingTensors = fields.Count(value?.SharingTensors ?? 0),
        Duplicates = fields.List(value?.Duplicates, Duplicates),
        OtherBytes = fields.Size(value?.OtherBytes ?? default),
        Properties = fields.List(value?.Properties, Property),
        ExternalFiles = fields.Texts(value?.ExternalFiles),
        RandomOutputs = fields.Texts(value?.RandomOutputs),
    };

    private static KeyValuePair<ElementType, ByteSize> Weights(StateFields fields, KeyValuePair<ElementType, ByteSize> value) =>
        new((ElementType)fields.Count((int)value.Key), fields.Size(value.Value));

    private static KeyValuePair<WeightKind, ByteSize> Kind(StateFields fields, KeyValuePair<WeightKind, ByteSize> value) => new(
        new WeightKind((WeightForm)fields.Count((int)value.Key.Form), (ElementType)fields.Count((int)value.Key.Type), fields.Count(value.Key.Bits)),
        fields.Size(value.Value));

    private static DuplicateTensors Duplicates(StateFields fields, DuplicateTensors? value) =>
        new([.. fields.Texts(value?.Names)], fields.Size(value?.Size ?? default));

    private static KeyValuePair<string, string> Property(StateFields fields, KeyValuePair<string, string> value) =>
        new(fields.Text(value.Key), fields.Text(value.Value));
}
