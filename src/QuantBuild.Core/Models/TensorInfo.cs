using System.Collections.Immutable;

namespace QuantBuild.Models;

/// <summary>A stored tensor as a table shows it.</summary>
/// <param name="Name">Its name in the model; empty tensors of nameless nodes carry the operator's.</param>
/// <param name="Type">Element type as stored.</param>
/// <param name="Shape">Extents.</param>
/// <param name="Size">Bytes of the payload.</param>
/// <param name="Operator">Operator type of its first consumer, or empty where nothing uses it.</param>
/// <param name="IsWeight">Floating point, or integers that stand for quantized floating point; integer constants are not weights.</param>
internal sealed record TensorInfo(string Name, ElementType Type, TensorShape Shape, ByteSize Size, string Operator, bool IsWeight)
{
    /// <summary>How it stands for weights, where it does.</summary>
    public WeightForm Form { get; init; }

    /// <summary>A scale or zero point: it counts in the bytes of quantized weights, and is none itself.</summary>
    public bool IsScale { get; init; }

    /// <summary>Bits of one weight; below those of the type where several share an element.</summary>
    public int Bits { get; init; } = Type.Bits();

    /// <summary>A node takes it, or it is an output.</summary>
    public bool IsUsed { get; init; } = true;

    /// <summary>Where its elements are in files; empty where the structure holds them, or they are yet to be made.</summary>
    public ImmutableArray<ByteRange> Stored { get; init; } = [];

    public WeightKind Kind => new(Form, Type, Bits);

    /// <summary>Weights it holds.</summary>
    public long Parameters => !IsWeight || IsScale ? 0 : checked((Shape.Elements ?? 0) * (Type.Bits() / Math.Max(1, Bits)));
}

