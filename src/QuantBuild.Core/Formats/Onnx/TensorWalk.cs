using QuantBuild.Formats.Onnx.Proto;

namespace QuantBuild.Formats.Onnx;

/// <summary>Every tensor of a model, wherever it stands, with the node that uses it first.</summary>
internal static class TensorWalk
{
    public static IEnumerable<TensorUse> Tensors(ModelProto model)
    {
        IEnumerable<GraphProto?> graphs = [model.Graph, .. model.TrainingInfo.SelectMany(training => (GraphProto?[])[training.Initialization, training.Algorithm])];
        return graphs.Take(1).OfType<GraphProto>().SelectMany(Graph)
            .Concat(model.Functions.SelectMany(function => Nodes(function.Node, Consumers(function.Node))))
            .Concat(graphs.Skip(1).OfType<GraphProto>().SelectMany(Graph));
    }

    private static IEnumerable<TensorUse> Graph(GraphProto graph)
    {
        var consumers = Consumers(graph.Node);
        return graph.Initializer.Select(tensor => new TensorUse(tensor, tensor.Name, consumers.GetValueOrDefault(tensor.Name)))
            .Concat(graph.SparseInitializer.SelectMany(sparse => Sparse(sparse, consumers)))
            .Concat(Nodes(graph.Node, consumers));
    }

    private static IEnumerable<TensorUse> Sparse(SparseTensorProto sparse, Dictionary<string, string> consumers)
    {
        var name = sparse.Values?.Name ?? string.Empty;
        if (sparse.Values is not null)
        {
            yield return new TensorUse(sparse.Values, name, consumers.GetValueOrDefault(name));
        }

        if (sparse.Indices is not null)
        {
            yield return new TensorUse(sparse.Indices, name + " (indices)", null);
        }
    }

    private static IEnumerable<TensorUse> Nodes(IEnumerable<NodeProto> nodes, Dictionary<string, string> consumers)
    {
        foreach (var node in nodes)
        {
            var name = node.Output.Count > 0 ? node.Output[0] : node.Name;
            var user = node.OpType == "Constant" ? consumers.GetValueOrDefault(name) : node.OpType;
            foreach (var attribute in node.Attribute)
            {
                foreach (var use in Attribute(attribute, name, user, consumers))
                {
                    yield return use;
                }
            }
        }
    }

    private static IEnumerable<TensorUse> Attribute(AttributeProto attribute, string name, string? user, Dictionary<string, string> consumers)
    {
        IEnumerable<TensorProto> own = attribute.T is null ? attribute.Tensors : attribute.Tensors.Prepend(attribute.T);
        IEnumerable<GraphProto> graphs = attribute.G is null ? attribute.Graphs : attribute.Graphs.Prepend(attribute.G);
        IEnumerable<SparseTensorProto> sparse =
            attribute.SparseTensor is null ? attribute.SparseTensors : attribute.SparseTensors.Prepend(attribute.SparseTensor);
        return own.Select(tensor => new TensorUse(tensor, name, user))
            .Concat(sparse.SelectMany(tensor => Sparse(tensor, consumers)))
            .Concat(graphs.SelectMany(Graph));
    }

    private static Dictionary<string, string> Consumers(IEnumerable<NodeProto> nodes)
    {
        var consumers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            foreach (var input in node.Input)
            {
                consumers.TryAdd(input, node.OpType);
            }
        }

        return consumers;
    }
}
