namespace QuantBuild.Schemes.Fp16;

/// <summary>The element types an operator takes and gives, from one version of its domain on.</summary>
internal sealed record OperatorSignature(int Since, IReadOnlyList<TypeSlot> Inputs, IReadOnlyList<TypeSlot> Outputs)
{
    public bool HasSequences { get; } = Inputs.Concat(Outputs).Any(slot => slot.IsSequence);

    public TypeSlot? Input(int index) => At(Inputs, index);

    public TypeSlot? Output(int index) => At(Outputs, index);

    private static TypeSlot? At(IReadOnlyList<TypeSlot> slots, int index) =>
        index < slots.Count ? slots[index]
        : slots.Count > 0 && slots[^1].Repeats ? slots[^1]
        : null;
}
