using QuantBuild.Formats.Onnx.Proto;

namespace QuantBuild.Formats.Onnx;

/// <summary>A tensor in its place.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="Name">Its own name, or that of the value a Constant node makes of it.</param>
/// <param name="Operator">Operator type of its first consumer; null where none uses it.</param>
internal sealed record TensorUse(TensorProto Tensor, string Name, string? Operator)
{
    /// <summary>The first consumer.</summary>
    public NodeProto? Consumer { get; init; }

    /// <summary>Which of the consumer's inputs it is.</summary>
    public int Position { get; init; }

    /// <summary>It is an output of a graph.</summary>
    public bool IsOutput { get; init; }

    /// <summary>Values of a sparse tensor.</summary>
    public bool IsSparse { get; init; }
}
