namespace QuantBuild.Memory.Simulation.Rewrite.Transposes;

/// <summary>Which transposes can be reached from a value through nodes that transposes move behind.</summary>
internal sealed class TransposesAhead
{
    /// <summary>More different ones behind a value are not told apart.</summary>
    private const int Most = 8;

    private readonly Dictionary<RuntimeValue, List<long[]>> _orders = [];

    public static TransposesAhead Of(IReadOnlyList<RuntimeNode> order)
    {
        var ahead = new TransposesAhead();
        foreach (var node in order.Reverse())
        {
            if (Permutation.Of(node) is { } permutation)
            {
                ahead.Add(node.Inputs[0]!, [permutation]);
            }
            else if (TransposeHandlers.Find(node) is { TransposesOutputs: true } handler)
            {
                foreach (var reached in node.Outputs.OfType<RuntimeValue>().Select(ahead._orders.GetValueOrDefault).OfType<List<long[]>>().ToList())
                {
                    foreach (var input in handler.Inputs(node).Select(place => node.Inputs[place]).OfType<RuntimeValue>())
                    {
                        ahead.Add(input, reached);
                    }
                }
            }
        }

        return ahead;
    }

    /// <summary>A Transpose put behind the value meets one that takes it back, or, where a single node takes the value, any with which it becomes one.</summary>
    public bool Meets(RuntimeValue value, long[] order) =>
        _orders.TryGetValue(value, out var reached)
        && (!value.IsGraphOutput && value.Consumers.TrueForAll(consumer => consumer == value.Consumers[0])
            || reached.Exists(other => other.Length != order.Length || Permutation.IsIdentity(Permutation.Then(order, other))));

    private void Add(RuntimeValue value, IEnumerable<long[]> orders)
    {
        if (!_orders.TryGetValue(value, out var known))
        {
            _orders.Add(value, known = []);
        }

        foreach (var order in orders)
        {
            if (known.Count < Most && !known.Exists(other => other.SequenceEqual(order)))
            {
                known.Add(order);
            }
        }
    }
}
