namespace QuantBuild.Rewriting;

/// <summary>Removes what killed processes left behind in a folder, and nothing else.</summary>
internal static class StaleTemporaries
{
    /// <returns>How many folders were removed.</returns>
    public static int Remove(string folder)
    {
        var removed = 0;
        foreach (var entry in Directory.EnumerateDirectories(folder, ".*" + TemporaryName.Extension))
        {
            if (TemporaryName.Parse(Path.GetFileName(entry)) is not { } name || !IsDead(name))
            {
                continue;
            }

            try
            {
                Directory.Delete(entry, recursive: true);
                removed++;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Not ours to remove, or another run is removing it right now; it harms nobody.
            }
        }

        return removed;
    }

    // Processes of other machines cannot be asked, so what they left stays.
    private static bool IsDead(TemporaryName name) =>
        name.Host == TemporaryName.Own.Host
        && (name.Process == TemporaryName.Own.Process ? name.Run != TemporaryName.Own.Run : !RunningProcess.Exists(name.Process));
}
