namespace QuantBuild.Formats;

/// <summary>One stretch of an output file.</summary>
/// <param name="Offset">First byte in the output.</param>
/// <param name="Content">What stands there.</param>
internal readonly record struct LayoutSegment(long Offset, Payload Content)
{
    public long End => checked(Offset + Content.Length);
}
