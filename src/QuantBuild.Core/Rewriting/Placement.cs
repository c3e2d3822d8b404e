namespace QuantBuild.Rewriting;

/// <summary>
/// Moves an artifact's files to their places, the model last. A former model gives way before the first of several files: with half of
/// them it would read another's data. Where one cannot be placed, everything goes back; after a crash there is no model, which every run notices.
/// </summary>
internal sealed class Placement(string temporaryFolder, string finalPath)
{
    private readonly List<(string From, string To)> _moves = [];

    /// <param name="names">The model's file first.</param>
    /// <returns>Why they could not be placed.</returns>
    public RewriteFailure? Place(IReadOnlyList<string> names)
    {
        var current = finalPath;
        try
        {
            foreach (var name in names)
            {
                Flush(current = Path.Combine(temporaryFolder, name));
            }

            foreach (var name in names.Count > 1 ? names : [])
            {
                MoveAway(current = Final(name));
            }

            foreach (var name in names.Reverse())
            {
                Move(Path.Combine(temporaryFolder, name), current = Final(name));
            }

            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            GoBack();
            return RewriteFailure.NotWritable(current, exception);
        }

        string Final(string name) => name == names[0] ? finalPath : Path.Combine(Path.GetDirectoryName(finalPath)!, name);
    }

    /// <summary>Bytes are on the disk before a name is.</summary>
    private static void Flush(string path)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        RandomAccess.FlushToDisk(handle);
    }

    private void MoveAway(string path)
    {
        if (File.Exists(path))
        {
            Move(path, Path.Combine(temporaryFolder, Path.GetFileName(path) + ".former"));
        }
    }

    private void Move(string from, string to)
    {
        File.Move(from, to, overwrite: true);
        _moves.Add((from, to));
    }

    private void GoBack()
    {
        foreach (var (from, to) in _moves.AsEnumerable().Reverse())
        {
            try
            {
                File.Move(to, from);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // The failure that led here is the one to tell; a build makes again what is missing.
            }
        }
    }
}
