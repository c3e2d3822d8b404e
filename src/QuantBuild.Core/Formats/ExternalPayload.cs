namespace QuantBuild.Formats;

/// <summary>A payload that is written beside the model, which only says where.</summary>
/// <param name="Content">The elements.</param>
/// <param name="Location">Name of the data file, in the model's folder.</param>
/// <param name="Offset">First byte in it.</param>
internal sealed record ExternalPayload(Payload Content, string Location, long Offset) : Payload
{
    public override long Length => Content.Length;
}
