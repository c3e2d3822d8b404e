namespace QuantBuild.Formats;

/// <summary>A payload small enough to be kept with the structure.</summary>
internal sealed record InlinePayload(ReadOnlyMemory<byte> Bytes) : Payload
{
    public override long Length => Bytes.Length;
}
