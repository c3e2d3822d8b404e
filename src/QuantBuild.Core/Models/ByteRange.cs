namespace QuantBuild.Models;

/// <summary>Where bytes stand in a file.</summary>
/// <param name="File">Absolute path.</param>
/// <param name="Offset">First byte.</param>
/// <param name="Length">Number of bytes.</param>
internal readonly record struct ByteRange(string File, long Offset, long Length)
{
    public long End => checked(Offset + Length);
}
