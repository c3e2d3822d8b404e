namespace QuantBuild.Rewriting;

/// <summary>A stretch of the output.</summary>
/// <param name="Start">The first byte.</param>
/// <param name="End">One after the last.</param>
internal readonly record struct ByteSpan(long Start, long End)
{
    public bool IsEmpty => Start >= End;
}
