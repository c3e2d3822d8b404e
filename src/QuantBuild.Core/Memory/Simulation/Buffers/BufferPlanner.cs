using QuantBuild.Memory.Shapes;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Buffers;

/// <summary>Decides, as the runtime does once for a session, which values share buffers. Only shapes that are known at load count.</summary>
internal sealed class BufferPlanner
{
    private readonly Dictionary<RuntimeValue, int> _uses = [];
    private readonly Dictionary<RuntimeValue, RuntimeValue> _roots = [];
    private readonly Dictionary<RuntimeValue, PlannedBuffer> _homes = [];
    private readonly Dictionary<RuntimeValue, BufferKind> _kinds = [];
    private readonly List<PlannedBuffer> _buffers = [];

    // By extents and width of an element, most recently freed first; each entry stands for all values that lived in its buffer.
    private readonly Dictionary<(KnownShape Extents, int Bits), Stack<RuntimeValue>> _dead = [];

    public static BufferPlan Plan(IReadOnlyList<RuntimeNode> order)
    {
        var planner = new BufferPlanner();
        for (var step = 0; step < order.Count; step++)
        {
            planner.Place(order[step], step);
        }

        return new BufferPlan(order, planner._buffers, planner._kinds, planner._homes);
    }

    private void Place(RuntimeNode node, int step)
    {
        for (var i = 0; i < node.Outputs.Count; i++)
        {
            if (node.Outputs[i] is { } output)
            {
                Place(node, output, i, step);
            }
        }

        foreach (var input in node.Inputs.OfType<RuntimeValue>().Concat(node.Captured))
        {
            if (_homes.TryGetValue(input, out var buffer))
            {
                buffer.LastRead = step;
            }

            Release(input);
        }

        foreach (var output in node.Outputs.OfType<RuntimeValue>())
        {
            Release(output);
        }
    }

    private void Place(RuntimeNode node, RuntimeValue output, int position, int step)
    {
        if (output.IsGraphOutput)
        {
            Allocate(output, step);
        }
        else if (position == 0 && InPlaceOperators.IsView(node) && node.Inputs.ElementAtOrDefault(0) is { } source)
        {
            Share(output, source, BufferKind.Aliased);
        }
        else if (position == 0 && InPlaceOperators.Overwritten(node) is { Producer: not null } overwritten && Uses(Root(overwritten)) == 1 && SameExtents(overwritten, output))
        {
            Share(output, overwritten, BufferKind.Reused);
        }
        else if (output.KnownInMemory is { Rank: > 0 } && DeadOf(output) is { Count: > 0 } dead)
        {
            Share(output, dead.Pop(), BufferKind.Reused);
        }
        else
        {
            Allocate(output, step);
        }
    }

    private void Allocate(RuntimeValue value, int step)
    {
        var buffer = new PlannedBuffer(value, step, value.IsGraphOutput);
        _buffers.Add(buffer);
        _homes[value] = buffer;
        _kinds[value] = value.IsGraphOutput ? BufferKind.Output : BufferKind.Allocated;
    }

    private void Share(RuntimeValue value, RuntimeValue with, BufferKind kind)
    {
        var root = Root(with);
        _roots[value] = root;
        _uses[root] = Uses(root) + Uses(value);
        _kinds[value] = kind;
        if (_homes.TryGetValue(root, out var buffer))
        {
            _homes[value] = buffer;
        }
    }

    private void Release(RuntimeValue value)
    {
        var root = Root(value);
        if ((_uses[root] = Uses(root) - 1) == 0)
        {
            DeadOf(root)?.Push(root);
        }
    }

    // Null where an extent is unknown: such a value is never known to be as large as another.
    private Stack<RuntimeValue>? DeadOf(RuntimeValue value)
    {
        if (value.KnownInMemory is not { } known || known.Dimensions.Any(dimension => dimension.IsUnknown))
        {
            return null;
        }

        var key = (known, value.Facts.Type.Bits());
        if (!_dead.TryGetValue(key, out var stack))
        {
            _dead[key] = stack = new();
        }

        return stack;
    }

    private RuntimeValue Root(RuntimeValue value) => _roots.GetValueOrDefault(value, value);

    // Its definition, every consumer, and whoever owns it from outside.
    private int Uses(RuntimeValue value)
    {
        if (!_uses.TryGetValue(value, out var uses))
        {
            uses = value.Consumers.Count + 1 + (value.IsGraphOutput || value.Producer is null ? 1 : 0);
            _uses[value] = uses;
        }

        return uses;
    }

    private static bool SameExtents(RuntimeValue left, RuntimeValue right) =>
        left.KnownInMemory is { } one && right.KnownInMemory is { } other && one.SameAs(other)
        && left.Facts.Type.Bits() == right.Facts.Type.Bits();
}
