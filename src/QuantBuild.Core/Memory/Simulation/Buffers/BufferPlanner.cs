using QuantBuild.Memory.Shapes;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Buffers;

/// <summary>Decides, as the runtime does once for a session, which values share buffers. Only shapes that are known at load count.</summary>
internal sealed class BufferPlanner
{
    private readonly Dictionary<RuntimeValue, PlacedValue> _places;
    private readonly List<PlannedBuffer> _buffers = [];

    // By extents and width of an element, most recently freed first; each entry stands for all values that lived in its buffer.
    private readonly Dictionary<(KnownShape Extents, int Bits), Stack<RuntimeValue>> _dead = [];

    private BufferPlanner(int nodes) => _places = new(nodes);

    public static BufferPlan Plan(IReadOnlyList<RuntimeNode> order)
    {
        var planner = new BufferPlanner(order.Count);
        for (var step = 0; step < order.Count; step++)
        {
            planner.Place(order[step], step);
        }

        return new BufferPlan(order, planner._buffers);
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

        foreach (var input in node.Inputs)
        {
            Read(input, step);
        }

        foreach (var captured in node.Captured)
        {
            Read(captured, step);
        }

        foreach (var output in node.Outputs)
        {
            if (output is not null)
            {
                Release(output);
            }
        }
    }

    private void Read(RuntimeValue? value, int step)
    {
        if (value is not null)
        {
            _ = Of(value).Buffer?.LastRead = step;
            Release(value);
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
            Share(output, source);
        }
        else if (position == 0 && InPlaceOperators.Overwritten(node) is { Producer: not null } overwritten && Of(Root(overwritten)).Uses == 1 && SameExtents(overwritten, output))
        {
            Share(output, overwritten);
        }
        else if (output.KnownInMemory is { Rank: > 0 } && DeadOf(output) is { Count: > 0 } dead)
        {
            Share(output, dead.Pop());
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
        Of(value).Buffer = buffer;
    }

    private void Share(RuntimeValue value, RuntimeValue with)
    {
        var root = Root(with);
        var (own, shared) = (Of(value), Of(root));
        own.Root = root;
        shared.Uses += own.Uses;
        own.Buffer = shared.Buffer ?? own.Buffer;
    }

    private void Release(RuntimeValue value)
    {
        var root = Root(value);
        if (--Of(root).Uses == 0)
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

    private RuntimeValue Root(RuntimeValue value) => Of(value).Root ?? value;

    private PlacedValue Of(RuntimeValue value)
    {
        if (!_places.TryGetValue(value, out var place))
        {
            // Its definition, every consumer, and whoever owns it from outside.
            place = new PlacedValue { Uses = value.Consumers.Count + 1 + (value.IsGraphOutput || value.Producer is null ? 1 : 0) };
            _places.Add(value, place);
        }

        return place;
    }

    private static bool SameExtents(RuntimeValue left, RuntimeValue right) =>
        left.KnownInMemory is { } one && right.KnownInMemory is { } other && one.SameAs(other)
        && left.Facts.Type.Bits() == right.Facts.Type.Bits();

    private sealed class PlacedValue
    {
        /// <summary>Who still needs what lies there.</summary>
        public int Uses { get; set; }

        /// <summary>The value it shares the place of; null for its own.</summary>
        public RuntimeValue? Root { get; set; }

        /// <summary>A view of an input or a constant has none.</summary>
        public PlannedBuffer? Buffer { get; set; }
    }
}
