using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation;

/// <summary>A model's graph while the runtime's rewriting is replayed on it.</summary>
internal sealed class RuntimeGraph
{
    private const long SmallestMovedOut = 1024;

    /// <summary>Nodes that are still there, by index.</summary>
    public NodeTable Nodes { get; } = new();

    public List<RuntimeValue> Inputs { get; } = [];

    public List<RuntimeValue> Outputs { get; } = [];

    /// <summary>Constants in the order they are loaded: initializers in the file's order, then tensors of <c>Constant</c> nodes.</summary>
    public List<RuntimeValue> Constants { get; } = [];

    /// <summary>Imported operator set versions by domain.</summary>
    public IReadOnlyDictionary<string, int> Opsets { get; init; } = new Dictionary<string, int>();

    /// <summary>How many graphs are around it; 0 for the main graph.</summary>
    public int Depth { get; init; }

    /// <summary>Number the next created node gets.</summary>
    public int NextIndex { get; set; }

    /// <summary>The order of execution as it was found last.</summary>
    public IReadOnlyList<RuntimeNode>? LatestOrder { get; set; }

    /// <summary>The order of a graph that nothing has changed since it was found; whoever takes it may be about to change the graph, so that it is there once.</summary>
    public IReadOnlyList<RuntimeNode>? SettledOrder { private get; set; }

    public IReadOnlyList<RuntimeNode>? TakeSettledOrder()
    {
        var settled = SettledOrder;
        SettledOrder = null;
        return settled;
    }

    /// <summary>This graph and every body in it, in the order the runtime gets them ready.</summary>
    public IEnumerable<RuntimeGraph> WithBodies() => Nodes.SelectMany(node => node.Bodies).SelectMany(body => body.WithBodies()).Prepend(this);

    /// <summary>Operators that are executed, each counted once, however many nodes it has.</summary>
    public int DistinctOperators() => WithBodies().SelectMany(graph => graph.Nodes).Select(node => node.Domain + ":" + node.Operator).ToHashSet(StringComparer.Ordinal).Count;

    /// <summary>Bytes of the constants of which that is true, bodies included.</summary>
    public ByteSize ConstantBytes(Func<RuntimeValue, bool> counts) =>
        WithBodies().SelectMany(graph => graph.Constants).Where(counts).Aggregate(ByteSize.Zero, (sum, value) => sum + (value.Bytes ?? ByteSize.Zero));

    /// <summary>As if every stored tensor that is worth it lay in a data file beside the model; tensors of <c>Constant</c> nodes cannot.</summary>
    /// <param name="initializers">Names of those that can.</param>
    public void MoveOut(IReadOnlySet<string> initializers)
    {
        foreach (var value in Constants.Where(value => value.Storage == WeightStorage.Inline && initializers.Contains(value.Name) && value.Bytes is { Bytes: >= SmallestMovedOut }))
        {
            value.Storage = WeightStorage.External;
        }
    }

    /// <summary>Constants that passes replaced, in the order the passes did it: what is in memory meanwhile decides the load peak.</summary>
    public List<WeightChange> WeightChanges { get; } = [];
}
