using System.Collections.Immutable;

namespace QuantBuild.Memory.Shapes.Rules;

/// <summary>How far a kernel moves over the spatial axes of an image, from a node's attributes.</summary>
internal sealed class Window
{
    private readonly string _autoPad;
    private readonly ImmutableArray<long>? _strides;
    private readonly ImmutableArray<long>? _dilations;
    private readonly ImmutableArray<long>? _pads;
    private readonly bool _up;

    public Window(NodeView node, ImmutableArray<long>? pads)
    {
        _autoPad = node.Text("auto_pad", "NOTSET");
        _strides = node.Integers("strides");
        _dilations = node.Integers("dilations");
        _pads = pads;
        _up = node.Integer("ceil_mode", 0) != 0;
    }

    private bool Same => _autoPad is "SAME_UPPER" or "SAME_LOWER";

    /// <summary>Places of the kernel along one spatial axis.</summary>
    public Dimension Places(int axis, int axes, Dimension extent, Dimension kernel)
    {
        var stride = Stride(axis);
        if (extent.Extent is not { } input || stride <= 0)
        {
            return Dimension.Unknown;
        }

        if (Same)
        {
            return Extents.Divide(Extents.Add(extent, stride - 1), stride);
        }

        var (head, tail) = Pads(axis, axes);
        if (Reach(axis, kernel).Extent is not { } reach)
        {
            return Dimension.Unknown;
        }

        var room = Extents.Add(Extents.Add(Extents.Add(extent, head), tail), -reach);
        if (room.Extent is not >= 0)
        {
            return Dimension.Unknown;
        }

        var places = (room.Extent.Value + (_up ? stride - 1 : 0)) / stride + 1;
        return Dimension.Of(_up && (places - 1) * stride >= input + head ? places - 1 : places);
    }

    /// <summary>Extent along one axis that a kernel spreads the input over.</summary>
    public Dimension Spread(int axis, int axes, Dimension extent, Dimension kernel, long extra)
    {
        if (extent.Extent is null)
        {
            return Dimension.Unknown;
        }

        if (Same)
        {
            return Extents.Multiply(extent, Stride(axis));
        }

        var (head, tail) = Pads(axis, axes);
        var steps = Extents.Multiply(Extents.Add(extent, -1), Stride(axis));
        return Extents.Add(Extents.Add(steps, Reach(axis, kernel)), extra - head - tail);
    }

    private Dimension Reach(int axis, Dimension kernel) =>
        Extents.Add(Extents.Multiply(Extents.Add(kernel, -1), _dilations is { } dilations && axis < dilations.Length ? dilations[axis] : 1), 1);

    private long Stride(int axis) => _strides is { } strides && axis < strides.Length ? strides[axis] : 1;

    private (long Head, long Tail) Pads(int axis, int axes) =>
        _autoPad != "VALID" && _pads is { } pads && pads.Length == 2 * axes ? (pads[axis], pads[axes + axis]) : (0, 0);
}
