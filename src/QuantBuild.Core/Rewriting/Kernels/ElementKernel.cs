using QuantBuild.Formats;

namespace QuantBuild.Rewriting.Kernels;

/// <summary>How elements of one type become elements of another, and how wide both are.</summary>
/// <param name="SourceWidth">Bytes of an element before.</param>
/// <param name="TargetWidth">Bytes of an element after.</param>
/// <param name="Convert">Converts as many little-endian elements as the target holds; neither side has to be aligned.</param>
internal sealed record ElementKernel(int SourceWidth, int TargetWidth, ElementConversion Convert)
{
    private static readonly ElementKernel Half = new(sizeof(float), sizeof(ushort), Float32ToFloat16.Convert);

    public static ElementKernel Of(PayloadConversion conversion) => conversion switch
    {
        PayloadConversion.Float32ToFloat16 => Half,
        _ => throw new ArgumentOutOfRangeException(nameof(conversion), conversion, null),
    };
}
