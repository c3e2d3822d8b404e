using QuantBuild.Models;

namespace QuantBuild.Rewriting;

/// <summary>A whole artifact under a temporary name in its final folder; gone when disposed, unless it was committed.</summary>
internal sealed class PendingArtifact(TemporaryFile file) : IDisposable
{
    public string TemporaryPath => file.Path;

    public required ByteSize Size { get; init; }

    /// <summary><c>xxh128:…</c>, see <see cref="BlockHash"/>.</summary>
    public required string Hash { get; init; }

    /// <summary>Tensors whose values were clamped or vanished, in layout order.</summary>
    public required IReadOnlyList<TensorNote> Notes { get; init; }

    /// <summary>Bytes that came from source files.</summary>
    public required ByteSize BytesRead { get; init; }

    public required ByteSize BytesWritten { get; init; }

    /// <summary>Puts it in place in one step, over a file that stands there.</summary>
    /// <param name="finalPath">In the folder it was written for.</param>
    /// <returns>Why it could not be put there; the former file is untouched then.</returns>
    public RewriteFailure? Commit(string finalPath) => file.MoveTo(finalPath);

    public void Dispose() => file.Dispose();
}
