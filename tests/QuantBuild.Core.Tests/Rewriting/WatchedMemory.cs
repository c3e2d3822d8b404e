using System.Buffers;

namespace QuantBuild.Core.Tests.Rewriting;

/// <summary>Zeros that say when they are looked at: a place in the middle of a rewrite that does not depend on time.</summary>
internal sealed class WatchedMemory(int length, Action looked) : MemoryManager<byte>
{
    private readonly byte[] _bytes = new byte[length];

    public override Span<byte> GetSpan()
    {
        looked();
        return _bytes;
    }

    public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException("Nothing here needs a fixed address");

    public override void Unpin() => throw new NotSupportedException("Nothing here needs a fixed address");

    protected override void Dispose(bool disposing)
    {
    }
}
