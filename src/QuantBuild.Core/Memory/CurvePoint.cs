using QuantBuild.Models;

namespace QuantBuild.Memory;

/// <summary>Bytes that are alive while one node runs.</summary>
/// <param name="Step">Its place in the order of execution, from 0.</param>
/// <param name="Node"><c>FusedConv conv1/Relu</c>.</param>
/// <param name="Bytes">With the node's own scratch.</param>
internal sealed record CurvePoint(int Step, string Node, ByteSize Bytes);
