using Google.Protobuf;

namespace QuantBuild.Memory.Simulation.Rewrite;

/// <summary>Nodes that do the same to the same values become one: the first in the order of execution.</summary>
internal static class CommonSubexpressions
{
    private static readonly HashSet<string> Random =
        new(["RandomUniform", "RandomNormal", "RandomUniformLike", "RandomNormalLike", "Multinomial", "Bernoulli", "Dropout"], StringComparer.Ordinal);

    public static bool Apply(RuntimeGraph graph, SimulationOptions options)
    {
        var first = new Dictionary<Key, RuntimeNode>();
        var changed = false;
        foreach (var node in ExecutionOrder.Of(graph))
        {
            if (node.HasBodies || Random.Contains(node.Operator) || first.TryAdd(new Key(node), node))
            {
                continue;
            }

            var other = first[new Key(node)];
            if (node.MakesGraphOutput() || node.Outputs.Count != other.Outputs.Count || node.Outputs.Zip(other.Outputs).Any(pair => pair.First is null != pair.Second is null))
            {
                continue;
            }

            foreach (var (same, kept) in node.Outputs.Zip(other.Outputs).Where(pair => pair.First is not null))
            {
                same!.MoveConsumersTo(kept!);
            }

            graph.Remove(node);
            changed = true;
        }

        return changed;
    }

    /// <summary>What a node does, and to which values.</summary>
    private sealed class Key(RuntimeNode node) : IEquatable<Key>
    {
        private readonly RuntimeNode _node = node;

        public bool Equals(Key? other) => other is not null
            && _node.Operator == other._node.Operator && _node.Domain == other._node.Domain
            && _node.Inputs.SequenceEqual(other._node.Inputs) && Attributes(_node).SetEquals(Attributes(other._node));

        public override bool Equals(object? obj) => Equals(obj as Key);

        public override int GetHashCode() => _node.Inputs.Aggregate(_node.Operator.GetHashCode(StringComparison.Ordinal), HashCode.Combine);

        private static HashSet<ByteString> Attributes(RuntimeNode node) => [.. node.Proto.Attribute.Select(attribute => attribute.ToByteString())];
    }
}
