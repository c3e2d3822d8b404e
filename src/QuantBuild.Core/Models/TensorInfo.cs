namespace QuantBuild.Models;

/// <summary>A stored tensor as a table shows it.</summary>
/// <param name="Name">Its name in the model; empty tensors of nameless nodes carry the operator's.</param>
/// <param name="Type">Element type as stored.</param>
/// <param name="Shape">Extents.</param>
/// <param name="Size">Bytes of the payload.</param>
/// <param name="Operator">Operator type of its first consumer, or empty where nothing uses it.</param>
/// <param name="IsWeight">Floating point, or integers that stand for quantized floating point; integer constants are not weights.</param>
internal sealed record TensorInfo(string Name, ElementType Type, TensorShape Shape, ByteSize Size, string Operator, bool IsWeight);
