using QuantBuild.Models;

namespace QuantBuild.Rewriting;

/// <summary>What a rewrite may use.</summary>
/// <param name="Memory">Bound on its buffers.</param>
/// <param name="Threads">Workers; 0 takes the machine's cores, at most 2.</param>
internal sealed record RewriteOptions(ByteSize Memory, int Threads)
{
    public static readonly RewriteOptions Default = new(ByteSize.FromMegabytes(16), 0);
}
