namespace QuantBuild.Formats;

/// <summary>The elements of one tensor: where they stand, never the bytes themselves (unless they are few).</summary>
internal abstract record Payload
{
    /// <summary>Bytes as written.</summary>
    public abstract long Length { get; }
}
