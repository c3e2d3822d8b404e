using QuantBuild.Models;

namespace QuantBuild.Memory.Shapes.Rules;

/// <summary>Fourier transforms and what is used with them.</summary>
internal static class SignalRules
{
    public static void Register(RuleTable table)
    {
        table.Add(Dft, "DFT");
        table.Add(Stft, "STFT");
        table.Add(MelWeightMatrix, "MelWeightMatrix");
        table.Add(Window, "HannWindow", "HammingWindow", "BlackmanWindow");
    }

    /// <summary>Axis: an attribute, from operator set 20 an input. Half the result is left out where the rest follows from it.</summary>
    private static void Dft(NodeView node)
    {
        if (node.Shape(0) is not { Rank: > 1 } signal)
        {
            return;
        }

        var stated = node.Opset >= 20 ? node.Has(2) ? node.IntegersOf(2) is [var last] ? last : (long?)null : -2 : node.Integer("axis", 1);
        if (stated is not { } counted || Extents.Axis(counted, signal.Rank) is not { } axis)
        {
            node.Output(0, node.Type(0), KnownShape.OfRank(signal.Rank));
            return;
        }

        var oneSided = node.Integer("onesided", 0) != 0;
        var inverse = node.Integer("inverse", 0) != 0;
        var length = node.Has(1) ? One(node, 1) : oneSided && inverse ? Extents.Multiply(Extents.Add(signal.Dimensions[axis], -1), 2) : signal.Dimensions[axis];
        var shape = signal.With(axis, oneSided && !inverse ? Extents.Add(Extents.Divide(length, 2), 1) : length);
        node.Output(0, node.Type(0), shape.With(signal.Rank - 1, Dimension.Of(oneSided && inverse ? 1 : 2)));
    }

    private static void Stft(NodeView node)
    {
        if (node.Shape(0) is not { Rank: >= 2 } signal)
        {
            return;
        }

        var length = node.Has(3) ? One(node, 3) : node.Shape(2).At(0);
        var step = One(node, 1);
        var frames = step.Extent is > 0 and var stride && length.Extent is { } frame && signal.Dimensions[1].Extent is { } samples && samples >= frame
            ? Dimension.Of((samples - frame) / stride + 1)
            : Dimension.Unknown;
        var bins = node.Integer("onesided", 1) != 0 ? Extents.Add(Extents.Divide(length, 2), 1) : length;
        node.Output(0, node.Type(0), Extents.Shape([signal.Dimensions[0], frames, bins, Dimension.Of(2)]));
    }

    private static void MelWeightMatrix(NodeView node) =>
        node.Output(0, Stated(node), Extents.Shape([Extents.Add(Extents.Divide(One(node, 1), 2), 1), One(node, 0)]));

    private static void Window(NodeView node) => node.Output(0, Stated(node), Extents.Shape([One(node, 0)]));

    private static ElementType Stated(NodeView node) => (ElementType)node.Integer("output_datatype", (long)ElementType.Float32);

    private static Dimension One(NodeView node, int input) => node.IntegersOf(input) is [var extent] ? Dimension.Of(extent) : Dimension.Unknown;
}
