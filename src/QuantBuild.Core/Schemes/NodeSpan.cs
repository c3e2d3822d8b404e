namespace QuantBuild.Schemes;

/// <summary>Nodes that follow each other in a model's order: topological, the main graph's before those of its bodies.</summary>
internal readonly record struct NodeSpan(int First, int Count)
{
    public bool Contains(int node) => node >= First && node - First < Count;
}
