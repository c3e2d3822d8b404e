using System.Collections;

namespace QuantBuild.Memory.Simulation;

/// <summary>
/// Nodes in the order of their indices. Indices are given out one after the other, and most of them stay in use: a place for each is less
/// than a search tree.
/// </summary>
internal sealed class NodeTable : IReadOnlyCollection<RuntimeNode>
{
    private RuntimeNode?[] _nodes = [];
    private int _end;

    public int Count { get; private set; }

    public bool Contains(RuntimeNode node) => node.Index < _end && ReferenceEquals(_nodes[node.Index], node);

    public void Add(RuntimeNode node)
    {
        if (node.Index >= _nodes.Length)
        {
            Array.Resize(ref _nodes, Math.Max(node.Index + 1, checked(_nodes.Length * 2)));
        }

        Count += _nodes[node.Index] is null ? 1 : throw new InvalidOperationException($"There are two nodes {node.Index}.");
        _nodes[node.Index] = node;
        _end = Math.Max(_end, node.Index + 1);
    }

    public void Remove(RuntimeNode node)
    {
        if (Contains(node))
        {
            _nodes[node.Index] = null;
            Count--;
        }
    }

    /// <summary>Those that are there when their turn comes, nodes that are added meanwhile among them.</summary>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<RuntimeNode> IEnumerable<RuntimeNode>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public struct Enumerator(NodeTable table) : IEnumerator<RuntimeNode>
    {
        private int _index = -1;

        public readonly RuntimeNode Current => table._nodes[_index]!;

        readonly object IEnumerator.Current => Current;

        public bool MoveNext()
        {
            while (++_index < table._end)
            {
                if (table._nodes[_index] is not null)
                {
                    return true;
                }
            }

            return false;
        }

        public void Reset() => _index = -1;

        public readonly void Dispose()
        {
        }
    }
}
