using Microsoft.Win32.SafeHandles;

namespace QuantBuild.Formats.Onnx;

/// <summary>Reads a file forwards through one small buffer; skipping reads nothing.</summary>
internal sealed class FileWindow(SafeFileHandle file, long length)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _next;
    private int _filled;
    private long _bufferOffset;

    public long Length => length;

    public long Position => _bufferOffset + _next;

    /// <summary>Bytes fetched from the file so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>The next byte, or -1 at the end of the file.</summary>
    public int ReadByte() => _next < _filled || Fill() ? _buffer[_next++] : -1;

    public void Skip(long count)
    {
        if (count <= _filled - _next)
        {
            _next += (int)count;
            return;
        }

        _bufferOffset = Position + count;
        _next = _filled = 0;
    }

    /// <summary>Copies bytes out; false where the file ends first.</summary>
    public bool CopyTo(StructureBuffer target, long count)
    {
        while (count > 0)
        {
            if (_next == _filled && !Fill())
            {
                return false;
            }

            var part = (int)Math.Min(count, _filled - _next);
            target.Write(_buffer.AsSpan(_next, part));
            _next += part;
            count -= part;
        }

        return true;
    }

    private bool Fill()
    {
        _bufferOffset += _filled;
        _next = 0;
        _filled = _bufferOffset >= length ? 0 : RandomAccess.Read(file, _buffer, _bufferOffset);
        BytesRead += _filled;
        return _filled > 0;
    }
}
