using QuantBuild.Formats.Onnx.Proto;

namespace QuantBuild.Formats.Onnx;

/// <summary>Every tensor of a model, wherever it stands, with the node that uses it first.</summary>
internal static class TensorWalk
{
    public static IEnumerable<TensorUse> Tensors(ModelProto model)
    {
        IEnumerable<GraphProto?> graphs = [model.Graph, .. model.TrainingInfo.SelectMany(training => (GraphProto?[])[training.Initialization, training.Algorithm])];
        return graphs.Take(1).OfType<GraphProto>().SelectMany(Graph)
            .Concat(model.Functions.SelectMany(function => Nodes(function.Node, new TensorConsumers(function.Node, []))))
            .Concat(graphs.Skip(1).OfType<GraphProto>().SelectMany(Graph));
    }

    private static IEnumerable<TensorUse> Graph(GraphProto graph)
    {
        var consumers = new TensorConsumers(graph.Node, graph.Output);
        return graph.Initializer.Select(tensor => consumers.Use(tensor, tensor.Name))
            .Concat(graph.SparseInitializer.SelectMany(sparse => Sparse(sparse, consumers)))
            .Concat(Nodes(graph.Node, consumers));
    }

    private static IEnumerable<TensorUse> Sparse(SparseTensorProto sparse, TensorConsumers consumers)
    {
        var name = sparse.Values?.Name ?? string.Empty;
        if (sparse.Values is not null)
        {
            yield return consumers.Use(sparse.Values, name) with { IsSparse = true };
        }

        if (sparse.Indices is not null)
        {
            yield return consumers.Use(sparse.Indices, name) with { Name = name + " (indices)" };
        }
    }

    private static IEnumerable<TensorUse> Nodes(IEnumerable<NodeProto> nodes, TensorConsumers consumers)
    {
        foreach (var node in nodes)
        {
            var name = node.Output.Count > 0 ? node.Output[0] : node.Name;
            foreach (var attribute in node.Attribute)
            {
                foreach (var use in Attribute(attribute, name, node, consumers))
                {
                    yield return use;
                }
            }
        }
    }

    private static IEnumerable<TensorUse> Attribute(AttributeProto attribute, string name, NodeProto node, TensorConsumers consumers)
    {
        IEnumerable<TensorProto> own = attribute.T is null ? attribute.Tensors : attribute.Tensors.Prepend(attribute.T);
        IEnumerable<GraphProto> graphs = attribute.G is null ? attribute.Graphs : attribute.Graphs.Prepend(attribute.G);
        IEnumerable<SparseTensorProto> sparse =
            attribute.SparseTensor is null ? attribute.SparseTensors : attribute.SparseTensors.Prepend(attribute.SparseTensor);
        return own.Select(tensor => node.OpType == "Constant" ? consumers.Use(tensor, name) : new TensorUse(tensor, name, node.OpType) { Consumer = node, Position = -1 })
            .Concat(sparse.SelectMany(tensor => Sparse(tensor, consumers)))
            .Concat(graphs.SelectMany(Graph));
    }
}
