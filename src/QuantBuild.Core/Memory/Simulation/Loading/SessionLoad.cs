using QuantBuild.Memory.Simulation.Heaps;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Loading;

/// <summary>Replays on a heap what happens to a model's weights while a session is created: parsed, copied, rewritten, packed.</summary>
internal sealed class SessionLoad
{
    // Smaller blocks are of no weight.
    private const long Smallest = 512;

    private static readonly ByteSize ReadBuffer = new(4L << 20);

    private readonly List<RuntimeGraph> _graphs;
    private readonly GlibcHeap _heap;
    private readonly Dictionary<RuntimeValue, HeapBlock> _tensors = [];
    private readonly HashSet<RuntimeValue> _mapped = [];
    private ByteSize _peakWithReads;

    private SessionLoad(RuntimeGraph graph, GlibcHeap heap) => (_graphs, _heap) = ([.. graph.WithBodies()], heap);

    /// <summary>How often nodes take each value, in all graphs; asked only where something is packed.</summary>
    private Dictionary<RuntimeValue, int> Uses => field ??= CountUses();

    private IEnumerable<RuntimeValue> Constants => _graphs.SelectMany(graph => graph.Constants);

    /// <param name="graph">After the runtime's rewriting.</param>
    /// <param name="heap">Empty; it keeps its state for the runs.</param>
    /// <param name="prepack">Kernels pack their weights.</param>
    public static LoadFigures Replay(RuntimeGraph graph, GlibcHeap heap, bool prepack)
    {
        var load = new SessionLoad(graph, heap);
        load.Parse();
        heap.EndParsing();
        load.Change();
        var peak = heap.Peak;
        heap.ResetPeak();
        if (prepack)
        {
            load.Pack();
        }

        return new LoadFigures(ByteSize.Max(peak, ByteSize.Max(heap.Peak, load._peakWithReads)), heap.Resident, load.Mapped(MappedPages.ReadBy), load.Mapped(MappedPages.MostReadBy), load.Widened());
    }

    private void Parse()
    {
        // Of the buffer only what the file fills becomes resident: it moves the heap's threshold, and makes no peak.
        var buffer = _heap.Allocate(ReadBuffer);
        var inline = Constants.Where(value => value.Storage == WeightStorage.Inline && SizeOf(value).Bytes >= Smallest).ToList();
        var strings = inline.ConvertAll(Parsed);
        KeepBodies();
        _heap.Free(buffer);
        _heap.ResetPeak();
        for (var i = 0; i < inline.Count; i++)
        {
            _tensors[inline[i]] = Tensor(SizeOf(inline[i]));
            _heap.Free(strings[i]);
        }

        _mapped.UnionWith(Constants.Where(value => value.Storage == WeightStorage.External));
    }

    // A body is an attribute: the file's message keeps it, and so does the node in each graph around it.
    private void KeepBodies()
    {
        foreach (var body in _graphs.Where(graph => graph.Depth > 0))
        {
            foreach (var constant in body.Constants.Where(value => value.Storage == WeightStorage.Inline && SizeOf(value).Bytes >= Smallest))
            {
                for (var copy = 0; copy <= body.Depth; copy++)
                {
                    _ = Parsed(constant);
                }
            }
        }
    }

    private void Change()
    {
        foreach (var change in Changes(WeightChangeKind.Scaled))
        {
            var (kept, spare, other) = (Tensor(SizeOf(change.After)), Tensor(SizeOf(change.After)), Tensor(SizeOf(change.After)));
            Release(change.Before);
            _heap.Free(spare);
            _heap.Free(other);
            _tensors[change.After] = kept;
        }

        foreach (var change in Changes(WeightChangeKind.Widened))
        {
            var copy = Tensor(SizeOf(change.Before));
            _tensors[change.After] = Tensor(SizeOf(change.After));
            _heap.Free(copy);
        }

        ReleaseBefore(WeightChangeKind.Widened);
        foreach (var change in Changes(WeightChangeKind.Computed))
        {
            // What the kernel made is copied into the initializer.
            var made = Tensor(SizeOf(change.After));
            _tensors.TryAdd(change.After, Tensor(SizeOf(change.After)));
            _heap.Free(made);
        }

        foreach (var change in Changes(WeightChangeKind.Blocked))
        {
            var (plain, first, second) = (Tensor(SizeOf(change.Before)), Tensor(SizeOf(change.After)), Tensor(SizeOf(change.After)));
            _tensors[change.After] = Tensor(SizeOf(change.After));
            _heap.Free(plain);
            _heap.Free(first);
            _heap.Free(second);
        }

        ReleaseBefore(WeightChangeKind.Blocked);
        foreach (var unused in _tensors.Keys.Where(value => value.Consumers.Count == 0 && !value.IsGraphOutput).ToList())
        {
            Release(unused);
        }
    }

    private void Pack()
    {
        var captured = new HashSet<RuntimeValue>();
        var nodes = _graphs.SelectMany(graph => graph.Nodes).ToList();
        foreach (var node in nodes)
        {
            foreach (var (weight, size) in PackedWeights.Of(node).Where(entry => entry.Packed.Bytes >= Smallest))
            {
                // Packed anew by each node in a body that takes it from around: one copy is kept, and the constant until all are done.
                var packed = Tensor(size);
                CountRead(weight, captured);
                if (weight.Outer is null)
                {
                    ReleaseAfterLastUse(weight);
                }
                else if (!captured.Add(weight.Root))
                {
                    _heap.Free(packed);
                }
            }

            if (PackedWeights.InArena(node) is { } inArena)
            {
                CountRead(inArena.Root, captured);
                ReleaseAfterLastUse(inArena.Root);
            }
        }

        foreach (var weight in captured.Where(weight => weight.Consumers.All(node => node.HasBodies)))
        {
            Release(weight);
            _mapped.Remove(weight);
        }
    }

    private Dictionary<RuntimeValue, int> CountUses()
    {
        var uses = new Dictionary<RuntimeValue, int>();
        foreach (var value in _graphs.SelectMany(graph => graph.Nodes).SelectMany(node => node.Inputs).OfType<RuntimeValue>())
        {
            uses[value.Root] = uses.GetValueOrDefault(value.Root) + 1;
        }

        return uses;
    }

    // Pages of a data file are resident while a kernel copies them.
    private void CountRead(RuntimeValue weight, IReadOnlySet<RuntimeValue> captured)
    {
        if (_mapped.Contains(weight.Root))
        {
            var others = captured.Where(value => value != weight.Root && _mapped.Contains(value)).Aggregate(ByteSize.Zero, (sum, value) => sum + SizeOf(value));
            _peakWithReads = ByteSize.Max(_peakWithReads, _heap.Resident + SizeOf(weight) + others);
        }
    }

    // Another node may pack the same constant, or take it as it is.
    private void ReleaseAfterLastUse(RuntimeValue weight)
    {
        if (--Uses[weight] == 0 && !weight.IsGraphOutput)
        {
            Release(weight);
            _mapped.Remove(weight);
        }
    }

    private ByteSize Mapped(Func<RuntimeValue, ByteSize> read) => _mapped.Aggregate(ByteSize.Zero, (sum, value) => sum + read(value));

    private ByteSize Widened() => Changes(WeightChangeKind.Widened).Aggregate(ByteSize.Zero, (sum, change) => sum + SizeOf(change.After));

    private void ReleaseBefore(WeightChangeKind kind)
    {
        foreach (var change in Changes(kind))
        {
            Release(change.Before);
        }
    }

    private void Release(RuntimeValue value)
    {
        if (_tensors.Remove(value, out var block))
        {
            _heap.Free(block);
        }
    }

    private IEnumerable<WeightChange> Changes(WeightChangeKind kind) =>
        _graphs.SelectMany(graph => graph.WeightChanges).Where(change => change.Kind == kind && SizeOf(change.After).Bytes >= Smallest);

    private HeapBlock Parsed(RuntimeValue value) => _heap.Allocate(SizeOf(value) + new ByteSize(1));

    private HeapBlock Tensor(ByteSize size) => _heap.Allocate(size, aligned: true);

    private static ByteSize SizeOf(RuntimeValue value) => value.Bytes ?? ByteSize.Zero;
}
