using System.Runtime.InteropServices;

namespace QuantBuild.Rewriting;

/// <summary>Page-aligned bytes outside the collected heap, which neither moves nor clears them.</summary>
internal sealed unsafe class NativeBuffer(int length) : IDisposable
{
    private const int PageSize = 4096;

    private void* _bytes = NativeMemory.AlignedAlloc((nuint)length, PageSize);

    public Span<byte> Bytes => new(_bytes, _bytes is null ? 0 : length);

    public void Dispose()
    {
        NativeMemory.AlignedFree(_bytes);
        _bytes = null;
    }
}
