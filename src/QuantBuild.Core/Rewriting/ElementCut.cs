using QuantBuild.Rewriting.Kernels;

namespace QuantBuild.Rewriting;

/// <summary>Converts into a stretch of the output whose borders may stand inside an element: a payload begins at any byte of a file.</summary>
internal static class ElementCut
{
    private const int WidestElement = 16;

    /// <param name="kernel">The conversion.</param>
    /// <param name="source">Every element of which the target has a byte.</param>
    /// <param name="skip">Bytes of the first element that stand before the target.</param>
    /// <param name="target">Where the rest goes.</param>
    /// <returns>Counts of the elements that begin in the target, so that none is counted on both sides of a border.</returns>
    public static ConversionCounts Convert(ElementKernel kernel, ReadOnlySpan<byte> source, int skip, Span<byte> target)
    {
        Span<byte> element = stackalloc byte[WidestElement];
        element = element[..kernel.TargetWidth];
        if (skip > 0)
        {
            kernel.Convert(source[..kernel.SourceWidth], element);
            var length = Math.Min(element.Length - skip, target.Length);
            element.Slice(skip, length).CopyTo(target);
            source = source[kernel.SourceWidth..];
            target = target[length..];
        }

        var (whole, rest) = Math.DivRem(target.Length, kernel.TargetWidth);
        var counts = kernel.Convert(source[..(whole * kernel.SourceWidth)], target[..(whole * kernel.TargetWidth)]);
        if (rest > 0)
        {
            counts += kernel.Convert(source.Slice(whole * kernel.SourceWidth, kernel.SourceWidth), element);
            element[..rest].CopyTo(target[^rest..]);
        }

        return counts;
    }
}
