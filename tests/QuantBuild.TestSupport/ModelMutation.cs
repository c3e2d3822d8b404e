using Google.Protobuf;
using Google.Protobuf.Collections;
using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Memory.Shapes;

namespace QuantBuild.TestSupport;

/// <summary>Changes the meaning of a model and keeps its form: what reads bytes lets it through, what understands graphs has to cope.</summary>
/// <param name="random">Seeded, so that a failure can be had again.</param>
internal sealed class ModelMutation(Random random)
{
    private static readonly long[] Extremes =
        [0, 1, 2, 3, 5, 7, 16, -1, -2, -9, 1000, 65_536, int.MaxValue, 1L << 40, 1L << 49, 1L << 61, long.MaxValue, long.MinValue];

    private static readonly (string Domain, string Operator)[] Operators = [.. ShapeRules.Operators.Order()];

    /// <summary>One to four changes.</summary>
    public void Apply(ModelProto model)
    {
        for (var count = random.Next(1, 5); count > 0; count--)
        {
            var graph = Graph(model.Graph);
            Action<GraphProto> change = random.Next(10) switch
            {
                0 or 1 or 2 => g => Node(g, One(g.Node)),
                3 or 4 => g => Attribute(One(g.Node)),
                5 => g => Declaration(One(g.Input)),
                6 => g => Declaration(random.Next(2) == 0 ? One(g.ValueInfo) : One(g.Output)),
                7 => g => Stored(One(g.Initializer)),
                8 => g => Order(g),
                _ => _ => Opset(model),
            };
            change(graph);
        }
    }

    /// <summary>The graph, or one of those in its nodes.</summary>
    private GraphProto Graph(GraphProto graph)
    {
        var bodies = graph.Node.SelectMany(Subgraphs.Of).ToList();
        return bodies.Count > 0 && random.Next(2) == 0 ? Graph(bodies[random.Next(bodies.Count)]) : graph;
    }

    private void Node(GraphProto graph, NodeProto? node)
    {
        switch (random.Next(8))
        {
            case 0 when node?.Input.Count > 0:
                node.Input.RemoveAt(random.Next(node.Input.Count));
                break;
            case 1 when node?.Input.Count > 0:
                node.Input[random.Next(node.Input.Count)] = string.Empty;
                break;
            case 2 or 3 when node?.Input.Count > 0 && Name(graph) is { } name:
                node.Input[random.Next(node.Input.Count)] = name;
                break;
            case 4 when node is not null && Name(graph) is { } more:
                node.Input.Add(more);
                break;
            case 5 when node?.Output.Count > 0:
                node.Output[random.Next(node.Output.Count)] = string.Empty;
                break;
            case 6 when node is not null:
                node.Output.Add($"more_{random.Next(1000)}");
                break;
            case 7 when node is not null:
                (node.Domain, node.OpType) = Operators[random.Next(Operators.Length)];
                break;
        }
    }

    private void Attribute(NodeProto? node)
    {
        if (One(node?.Attribute) is not { } attribute)
        {
            return;
        }

        switch (random.Next(5))
        {
            case 0:
                node!.Attribute.Remove(attribute);
                break;
            case 1:
                attribute.I = Extreme();
                break;
            case 2 when attribute.Ints.Count > 0:
                attribute.Ints[random.Next(attribute.Ints.Count)] = Extreme();
                break;
            case 3 when attribute.Ints.Count > 0:
                attribute.Ints.RemoveAt(0);
                break;
            case 4:
                attribute.Ints.Add(Extreme());
                break;
        }
    }

    private void Declaration(ValueInfoProto? value)
    {
        if (value?.Type?.TensorType is not { } type)
        {
            return;
        }

        switch (random.Next(5))
        {
            case 0:
                type.Shape = null;
                break;
            case 1:
                type.ElemType = random.Next(0, 28);
                break;
            case 2 when type.Shape?.Dim.Count > 0:
                type.Shape.Dim.RemoveAt(0);
                break;
            case 3 when type.Shape is not null:
                type.Shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = Extreme() });
                break;
            case 4 when type.Shape?.Dim.Count > 0:
                type.Shape.Dim[random.Next(type.Shape.Dim.Count)] = new() { DimValue = Extreme() };
                break;
        }
    }

    /// <summary>Other numbers of the same size, and extents that hold as many elements.</summary>
    private void Stored(TensorProto? tensor)
    {
        if (tensor is null)
        {
            return;
        }

        var elements = tensor.Dims.Aggregate(1L, (product, extent) => product * extent);
        switch (random.Next(4))
        {
            case 0 when tensor.DataType == 7 && tensor.RawData.Length == elements * 8:
                tensor.RawData = ByteString.CopyFrom([.. Enumerable.Range(0, (int)elements).SelectMany(_ => BitConverter.GetBytes(Extreme()))]);
                break;
            case 1:
                tensor.Dims.Clear();
                tensor.Dims.Add(elements);
                break;
            case 2:
                tensor.Dims.Add(1);
                break;
            case 3:
                tensor.Dims.Insert(0, 1);
                break;
        }
    }

    private void Order(GraphProto graph)
    {
        if (One(graph.Node) is not { } node)
        {
            return;
        }

        if (random.Next(2) == 0)
        {
            graph.Node.Remove(node);
        }
        else
        {
            var copy = node.Clone();
            for (var i = 0; i < copy.Output.Count; i++)
            {
                copy.Output[i] += "_again";
            }

            graph.Node.Insert(0, copy);
        }
    }

    private void Opset(ModelProto model)
    {
        if (One(model.OpsetImport) is { } import)
        {
            import.Version = random.Next(3) == 0 ? Extreme() : random.Next(1, 27);
        }
    }

    private string? Name(GraphProto graph)
    {
        var names = graph.Input.Select(input => input.Name).Concat(graph.Initializer.Select(tensor => tensor.Name)).Concat(graph.Node.SelectMany(node => node.Output)).ToList();
        return names.Count == 0 ? null : names[random.Next(names.Count)];
    }

    private T? One<T>(RepeatedField<T>? list)
        where T : class => list is null || list.Count == 0 ? null : list[random.Next(list.Count)];

    private long Extreme() => Extremes[random.Next(Extremes.Length)];
}
