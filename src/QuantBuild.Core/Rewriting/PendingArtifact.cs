using QuantBuild.Models;

namespace QuantBuild.Rewriting;

/// <summary>A whole artifact in a temporary folder beside its place; gone when disposed, unless it was committed.</summary>
internal sealed class PendingArtifact(TemporaryFolder folder, IReadOnlyList<WrittenFile> files) : IDisposable
{
    /// <summary>The model's file, with its data beside it: it can be opened there.</summary>
    public string TemporaryPath => Path.Combine(folder.Path, files[0].Name);

    /// <summary>The model's file first.</summary>
    public IReadOnlyList<WrittenFile> Files => files;

    /// <summary>Bytes of all files.</summary>
    public ByteSize Size => files.Aggregate(ByteSize.Zero, (sum, file) => sum + file.Size);

    /// <summary><c>xxh128:…</c>, see <see cref="CombinedHash"/>.</summary>
    public string Hash => CombinedHash.Of(files.Select(file => file.Hash));

    /// <summary>Tensors whose values were clamped or vanished, in layout order.</summary>
    public required IReadOnlyList<TensorNote> Notes { get; init; }

    /// <summary>Bytes that came from source files.</summary>
    public required ByteSize BytesRead { get; init; }

    public required ByteSize BytesWritten { get; init; }

    /// <summary>Puts it in place, over files that stand there.</summary>
    /// <param name="finalPath">Of the model, in the folder it was written for.</param>
    /// <returns>Why it could not be put there; the former files are untouched then.</returns>
    public RewriteFailure? Commit(string finalPath) => new Placement(folder.Path, finalPath).Place([.. files.Select(file => file.Name)]);

    public void Dispose() => folder.Dispose();
}
