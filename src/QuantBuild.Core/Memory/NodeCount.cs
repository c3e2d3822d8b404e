using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;

namespace QuantBuild.Memory;

/// <summary>Nodes of a graph and of every body in it.</summary>
internal static class NodeCount
{
    public static int OfAll(GraphProto graph) => graph.Node.Sum(node => 1 + Subgraphs.Of(node).Sum(OfAll));
}
