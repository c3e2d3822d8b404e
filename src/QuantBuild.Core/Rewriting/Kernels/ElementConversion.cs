namespace QuantBuild.Rewriting.Kernels;

/// <summary>Converts the elements of <paramref name="source"/> into <paramref name="target"/>, which has room for exactly as many.</summary>
internal delegate ConversionCounts ElementConversion(ReadOnlySpan<byte> source, Span<byte> target);
