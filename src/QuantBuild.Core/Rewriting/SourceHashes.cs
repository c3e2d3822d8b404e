namespace QuantBuild.Rewriting;

/// <summary>
/// Hashes of a model's files, made of what a rewrite reads of them anyway: <see cref="PassingBytes"/> of every worker adds whole blocks,
/// and what nobody passed is read at the end.
/// </summary>
internal sealed class SourceHashes : IDisposable
{
    private readonly Dictionary<string, SourceFileHash> _files = new(StringComparer.Ordinal);
    private readonly List<SourceFileHash> _inOrder = [];

    private SourceHashes()
    {
    }

    /// <summary>Bytes that were read for nothing but the hash.</summary>
    public long BytesReadApart { get; private set; }

    /// <param name="paths">The model's file first; the same order as <see cref="CombinedHash"/>.</param>
    /// <param name="failure">The file that cannot be read.</param>
    public static SourceHashes? Open(IEnumerable<string> paths, out RewriteFailure? failure)
    {
        failure = null;
        var hashes = new SourceHashes();
        foreach (var path in paths)
        {
            try
            {
                hashes.Add(path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                hashes.Dispose();
                failure = RewriteFailure.SourceUnreadable(path, exception);
                return null;
            }
        }

        return hashes;
    }

    /// <summary>Null where the file is none of the model's.</summary>
    public SourceFileHash? Find(string path) => _files.GetValueOrDefault(path);

    /// <summary>One hash for all files; reads what is missing.</summary>
    public string? Combine(out RewriteFailure? failure)
    {
        failure = null;
        using var buffer = new NativeBuffer(BlockHash.BlockSize / 4);
        foreach (var file in _inOrder)
        {
            try
            {
                BytesReadApart += file.Complete(buffer.Bytes);
            }
            catch (IOException exception)
            {
                failure = RewriteFailure.SourceUnreadable(file.Path, exception);
                return null;
            }
        }

        return CombinedHash.Of(_inOrder.Select(file => file.Hash));
    }

    public void Dispose()
    {
        foreach (var file in _inOrder)
        {
            file.Dispose();
        }
    }

    private void Add(string path)
    {
        var file = new SourceFileHash(path);
        _files.TryAdd(path, file);
        _inOrder.Add(file);
    }
}
