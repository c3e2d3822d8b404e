using QuantBuild.Formats.Onnx.Proto;

namespace QuantBuild.Formats.Onnx;

/// <summary>A tensor in its place.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="Name">Its own name, or that of the value a Constant node makes of it.</param>
/// <param name="Operator">Operator type of its first consumer in the same graph; null where none uses it.</param>
internal readonly record struct TensorUse(TensorProto Tensor, string Name, string? Operator);
