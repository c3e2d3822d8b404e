using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;

namespace QuantBuild.Formats.Onnx;

/// <summary>Who takes the values of one graph first, the bodies of its nodes included.</summary>
internal sealed class TensorConsumers
{
    private readonly Dictionary<string, (NodeProto Node, int Position)> _first;
    private readonly HashSet<string> _outputs = new(StringComparer.Ordinal);

    public TensorConsumers(IReadOnlyList<NodeProto> nodes, IEnumerable<ValueInfoProto> outputs)
    {
        _first = new(nodes.Count, StringComparer.Ordinal);
        _outputs.UnionWith(outputs.Select(output => output.Name));
        foreach (var node in nodes)
        {
            for (var i = 0; i < node.Input.Count; i++)
            {
                _first.TryAdd(node.Input[i], (node, i));
            }
        }

        foreach (var body in nodes.SelectMany(Subgraphs.Of))
        {
            Capture(body);
        }
    }

    public TensorUse Use(TensorProto tensor, string name) => _first.TryGetValue(name, out var first)
        ? new TensorUse(tensor, name, first.Node.OpType) { Consumer = first.Node, Position = first.Position }
        : new TensorUse(tensor, name, null) { IsOutput = _outputs.Contains(name) };

    /// <summary>What a body takes and does not define itself.</summary>
    private void Capture(GraphProto body)
    {
        var inner = new TensorConsumers(body.Node, body.Output);
        var own = body.Input.Select(input => input.Name).Concat(body.Initializer.Select(tensor => tensor.Name)).Concat(body.Node.SelectMany(node => node.Output))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var (name, first) in inner._first.Where(entry => !own.Contains(entry.Key)))
        {
            _first.TryAdd(name, first);
        }

        _outputs.UnionWith(inner._outputs.Where(name => !own.Contains(name)));
    }
}
