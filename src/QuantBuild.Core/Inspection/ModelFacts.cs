using QuantBuild.Models;

namespace QuantBuild.Inspection;

/// <summary>What a model is, before anyone decides about it.</summary>
internal sealed record ModelFacts
{
    /// <summary><c>onnx</c>.</summary>
    public required string Format { get; init; }

    /// <summary>Model file and external data.</summary>
    public required ByteSize Size { get; init; }

    /// <summary>Elements of all weights; integer constants are not weights.</summary>
    public required long Parameters { get; init; }

    /// <summary>Bytes of the weights by element type, largest first.</summary>
    public required IReadOnlyList<KeyValuePair<ElementType, ByteSize>> WeightBytes { get; init; }

    /// <summary>The same bytes by how they are stored, scales with what they scale; largest first.</summary>
    public IReadOnlyList<KeyValuePair<WeightKind, ByteSize>> Kinds
    {
        get => field ?? [.. WeightBytes.Select(entry => KeyValuePair.Create(new WeightKind(WeightForm.Plain, entry.Key, entry.Key.Bits()), entry.Value))];
        init;
    }

    /// <summary>Stored tensors that no node takes and that are no output.</summary>
    public int UnusedTensors { get; init; }

    public ByteSize UnusedBytes { get; init; }

    /// <summary>Tensors whose elements are those of another, in the same bytes of a data file; they count once.</summary>
    public int SharingTensors { get; init; }

    /// <summary>Tensors that are stored more than once, the most wasteful first; only who reads payloads knows them.</summary>
    public IReadOnlyList<DuplicateTensors> Duplicates { get; init; } = [];

    /// <summary>What one copy of each would save.</summary>
    public ByteSize DuplicateBytes => Duplicates.Aggregate(ByteSize.Zero, (sum, duplicates) => sum + duplicates.Savable);

    /// <summary>Bytes of integer constants, which no scheme lowers.</summary>
    public required ByteSize OtherBytes { get; init; }

    /// <summary>What the structure says of itself, such as <c>opset 17</c> and <c>IR 8</c>, for people.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Properties { get; init; } = [];

    public IReadOnlyList<string> ExternalFiles { get; init; } = [];

    /// <summary>Outputs that random numbers without a seed go into.</summary>
    public IReadOnlyList<string> RandomOutputs { get; init; } = [];

    public ByteSize TotalWeightBytes => WeightBytes.Aggregate(ByteSize.Zero, (sum, entry) => sum + entry.Value);

    /// <summary>Weight bytes ÷ parameters.</summary>
    public double BytesPerParameter => Parameters == 0 ? 0 : TotalWeightBytes.Bytes / (double)Parameters;

    /// <summary>File bytes ÷ parameters, the source document's way to tell.</summary>
    public double FileBytesPerParameter => Parameters == 0 ? 0 : Size.Bytes / (double)Parameters;

    /// <summary>At least 90 % of the weight bytes are already 16 bits or fewer.</summary>
    public bool AlreadyQuantized
    {
        get
        {
            var narrow = Kinds.Where(entry => entry.Key.Bits is > 0 and <= 16).Sum(entry => (decimal)entry.Value.Bytes);
            return narrow > 0 && narrow * 10 >= (decimal)TotalWeightBytes.Bytes * 9;
        }
    }

    /// <summary>The kinds that make up at least a tenth of the weights: <c>QDQ INT8 + FP32</c>.</summary>
    public string KindInWords
    {
        get
        {
            var most = Kinds.Where((entry, index) => index == 0 || entry.Value.Bytes * 10M >= TotalWeightBytes.Bytes).Select(entry => entry.Key.Name).Distinct();
            return Kinds.Count == 0 ? "no weights" : string.Join(" + ", most);
        }
    }
}
