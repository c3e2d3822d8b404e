using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.Formats.Onnx;

/// <summary>Tensors that may be stored beside the model: initializers and values of Constant nodes, at any depth.</summary>
internal static class MovableTensors
{
    /// <summary>In file order.</summary>
    public static IEnumerable<TensorProto> Of(ModelProto model) =>
        Graph(model.Graph).Concat(model.Functions.SelectMany(function => Nodes(function.Node))).Where(IsMovable);

    private static IEnumerable<TensorProto> Graph(GraphProto graph) => graph.Initializer.Concat(Nodes(graph.Node));

    // Kernels read other tensor attributes themselves, and refuse those that are not in the model file.
    private static IEnumerable<TensorProto> Nodes(IEnumerable<NodeProto> nodes) => nodes.SelectMany(node => node.Attribute.SelectMany(attribute =>
        attribute.G is not null ? Graph(attribute.G)
        : attribute.Graphs.Count > 0 ? attribute.Graphs.SelectMany(Graph)
        : attribute is { Name: "value", T: not null } && node is { OpType: "Constant", Domain: "" or "ai.onnx" } ? [attribute.T]
        : []));

    private static bool IsMovable(TensorProto tensor) => tensor.HasPayload && !TensorCheck.HoldsVarints(tensor) && !MayBeShape(tensor);

    // Shape inference reads shapes while a model is loaded, and only from the model file.
    private static bool MayBeShape(TensorProto tensor) =>
        tensor.Dims.Count <= 1 && (ElementType)tensor.DataType is ElementType.Int64 or ElementType.Int32;
}
