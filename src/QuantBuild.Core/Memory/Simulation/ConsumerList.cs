using System.Collections;

namespace QuantBuild.Memory.Simulation;

/// <summary>
/// Nodes that take a value, in order. A constant may be taken by every node of a graph, and passes take nodes away in the order of
/// execution: taking away near either end moves little.
/// </summary>
internal sealed class ConsumerList : IReadOnlyList<RuntimeNode>
{
    private RuntimeNode?[] _nodes = [];
    private int _start;

    public int Count { get; private set; }

    public RuntimeNode this[int index] => _nodes.AsSpan(_start, Count)[index]!;

    public void Add(RuntimeNode node)
    {
        if (_start + Count == _nodes.Length)
        {
            MakeRoom();
        }

        _nodes[_start + Count++] = node;
    }

    /// <summary>Takes the first entry of that node away; nothing where there is none.</summary>
    public void Remove(RuntimeNode node)
    {
        var nodes = _nodes.AsSpan(_start, Count);
        var index = 0;
        while (index < nodes.Length && !ReferenceEquals(nodes[index], node))
        {
            index++;
        }

        if (index == nodes.Length)
        {
            return;
        }

        if (index < nodes.Length / 2)
        {
            nodes[..index].CopyTo(nodes[1..]);
            nodes[0] = null;
            _start++;
        }
        else
        {
            nodes[(index + 1)..].CopyTo(nodes[index..]);
            nodes[^1] = null;
        }

        Count--;
    }

    public void Clear() => (_nodes, _start, Count) = ([], 0, 0);

    public RuntimeNode[] ToArray() => _nodes.AsSpan(_start, Count).ToArray()!;

    public bool TrueForAll(Predicate<RuntimeNode> holds)
    {
        foreach (var node in _nodes.AsSpan(_start, Count))
        {
            if (!holds(node!))
            {
                return false;
            }
        }

        return true;
    }

    public IEnumerator<RuntimeNode> GetEnumerator()
    {
        var count = Count;
        for (var i = 0; i < count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // Most values are taken once or twice.
    private void MakeRoom()
    {
        var target = Count > _nodes.Length / 2 || _nodes.Length == 0 ? new RuntimeNode?[Math.Max(1, Count * 2)] : _nodes;
        var nodes = _nodes.AsSpan(_start, Count);
        nodes.CopyTo(target);
        if (ReferenceEquals(target, _nodes))
        {
            target.AsSpan(Count).Clear();
        }

        (_nodes, _start) = (target, 0);
    }
}
