namespace QuantBuild.Formats;

/// <summary>A payload that is computed from another while it is written.</summary>
/// <param name="Source">Little-endian elements before.</param>
/// <param name="Conversion">What becomes of them.</param>
/// <param name="Tensor">The tensor's name, for diagnostics about its values.</param>
internal sealed record ConvertedPayload(Payload Source, PayloadConversion Conversion, string Tensor) : Payload
{
    public override long Length => Conversion switch
    {
        PayloadConversion.Float32ToFloat16 => Source.Length / 2,
        _ => throw new ArgumentOutOfRangeException(nameof(Conversion), Conversion, null),
    };
}
