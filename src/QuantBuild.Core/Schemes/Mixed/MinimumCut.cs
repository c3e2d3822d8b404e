namespace QuantBuild.Schemes.Mixed;

// E. A. Dinic, Algorithm for solution of a problem of maximum flow in networks with power estimation, 1970.

/// <summary>The cheapest way to part a directed graph in two; of several the one with the smallest side of the source.</summary>
internal sealed class MinimumCut
{
    public const int Source = 0;
    public const int Sink = 1;

    /// <summary>A capacity that is never cut.</summary>
    public const int Never = int.MaxValue / 2;

    private readonly List<int> _targets = [];
    private readonly List<int> _capacities = [];
    private readonly List<List<int>> _edges = [[], []];
    private int[] _distance = [];

    public int AddVertex()
    {
        _edges.Add([]);
        return _edges.Count - 1;
    }

    /// <summary>Costs <paramref name="forth"/> where only <paramref name="from"/> is on the source's side, <paramref name="back"/> where only <paramref name="to"/> is.</summary>
    public void AddEdge(int from, int to, int forth, int back = 0)
    {
        _edges[from].Add(_targets.Count);
        _targets.Add(to);
        _capacities.Add(forth);
        _edges[to].Add(_targets.Count);
        _targets.Add(from);
        _capacities.Add(back);
    }

    /// <summary>By vertex: whether it is on the source's side.</summary>
    public bool[] Solve()
    {
        while (Reaches(Sink))
        {
            Saturate();
        }

        return [.. _distance.Select(distance => distance >= 0)];
    }

    /// <summary>Distances from the source over edges with capacity left; -1 where none leads.</summary>
    private bool Reaches(int vertex)
    {
        _distance = new int[_edges.Count];
        Array.Fill(_distance, -1);
        _distance[Source] = 0;
        var pending = new Queue<int>([Source]);
        while (pending.TryDequeue(out var from))
        {
            foreach (var edge in _edges[from])
            {
                if (_capacities[edge] > 0 && _distance[_targets[edge]] < 0)
                {
                    _distance[_targets[edge]] = _distance[from] + 1;
                    pending.Enqueue(_targets[edge]);
                }
            }
        }

        return _distance[vertex] >= 0;
    }

    /// <summary>Fills shortest paths until none is left; without recursion, for a path may be as long as the model is deep.</summary>
    private void Saturate()
    {
        var next = new int[_edges.Count];
        var path = new Stack<int>();
        var vertex = Source;
        while (true)
        {
            if (vertex == Sink)
            {
                Push(path);
                path.Clear();
                vertex = Source;
            }
            else if (next[vertex] == _edges[vertex].Count)
            {
                if (!path.TryPop(out var edge))
                {
                    return;
                }

                vertex = _targets[edge ^ 1];
                next[vertex]++;
            }
            else if (_edges[vertex][next[vertex]] is var edge && _capacities[edge] > 0 && _distance[_targets[edge]] == _distance[vertex] + 1)
            {
                path.Push(edge);
                vertex = _targets[edge];
            }
            else
            {
                next[vertex]++;
            }
        }
    }

    private void Push(Stack<int> path)
    {
        var flow = path.Min(edge => _capacities[edge]);
        foreach (var edge in path)
        {
            _capacities[edge] -= flow;
            _capacities[edge ^ 1] += flow;
        }
    }
}
