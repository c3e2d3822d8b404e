using Google.Protobuf.Collections;
using QuantBuild.Formats.Onnx.Proto;

namespace QuantBuild.Formats.Onnx;

/// <summary>
/// Takes from a parsed structure what its parser left over: room for eight entries in every list of one, and a copy of each name
/// wherever it is used. Of a graph of a hundred thousand nodes that is a fifth.
/// </summary>
internal sealed class StructureTrim
{
    private readonly HashSet<string> _names;

    private StructureTrim(int names) => _names = new(names, StringComparer.Ordinal);

    public static void Apply(GraphProto graph) => new StructureTrim(graph.Initializer.Count + graph.Node.Count).Trim(graph);

    private void Trim(GraphProto graph)
    {
        foreach (var tensor in graph.Initializer)
        {
            // A field that is not there must not come to be there by being set.
            if (tensor.HasName)
            {
                tensor.Name = Shared(tensor.Name);
            }

            Fit(tensor.Dims);
        }

        foreach (var node in graph.Node)
        {
            Trim(node);
        }
    }

    private void Trim(NodeProto node)
    {
        if (node.HasOpType)
        {
            node.OpType = Shared(node.OpType);
        }

        Share(node.Input);
        Share(node.Output);
        Fit(node.Attribute);
        foreach (var attribute in node.Attribute)
        {
            if (attribute.HasName)
            {
                attribute.Name = Shared(attribute.Name);
            }

            Fit(attribute.Ints);
            if (attribute.G is not null)
            {
                Trim(attribute.G);
            }
        }
    }

    private void Share(RepeatedField<string> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            names[i] = Shared(names[i]);
        }

        Fit(names);
    }

    private string Shared(string name)
    {
        if (_names.TryGetValue(name, out var known))
        {
            return known;
        }

        _names.Add(name);
        return name;
    }

    private static void Fit<T>(RepeatedField<T> list)
    {
        if (list.Count > 0)
        {
            list.Capacity = list.Count;
        }
    }
}
