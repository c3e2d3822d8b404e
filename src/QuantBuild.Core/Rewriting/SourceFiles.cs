using Microsoft.Win32.SafeHandles;

namespace QuantBuild.Rewriting;

/// <summary>The files a rewrite reads from, each opened once.</summary>
internal sealed class SourceFiles : IDisposable
{
    private readonly Dictionary<string, SafeFileHandle> _handles = [];

    public SafeFileHandle? Open(string path, out RewriteFailure? failure)
    {
        failure = null;
        if (_handles.TryGetValue(path, out var known))
        {
            return known;
        }

        try
        {
            return _handles[path] = File.OpenHandle(path, options: FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            failure = RewriteFailure.SourceUnreadable(path, exception);
            return null;
        }
    }

    public void Dispose()
    {
        foreach (var handle in _handles.Values)
        {
            handle.Dispose();
        }
    }
}
