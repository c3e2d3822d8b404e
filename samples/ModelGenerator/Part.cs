namespace ModelGenerator;

/// <summary>A stretch of the file: bytes at hand, or the weights of a layer, which are made while they are written.</summary>
internal sealed record Part(long Length, byte[]? Bytes, int Layer)
{
    public static Part Of(Wire wire) => new(wire.Length, wire.ToArray(), 0);

    public static Part Weights(int layer, long length) => new(length, null, layer);

    public void WriteTo(Stream output, MatMulChain model)
    {
        if (Bytes is not null)
        {
            output.Write(Bytes);
        }
        else
        {
            model.WriteWeights(output, Layer);
        }
    }
}
