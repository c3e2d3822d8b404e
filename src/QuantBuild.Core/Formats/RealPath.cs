namespace QuantBuild.Formats;

/// <summary>Where a path leads once every symbolic link on it is followed.</summary>
internal static class RealPath
{
    /// <summary>As many links as Linux follows before it takes them for a circle.</summary>
    private const int MostLinks = 40;

    /// <summary>Null where the links lead in a circle.</summary>
    public static string? Of(string path)
    {
        var links = 0;
        var root = Path.GetPathRoot(path)!;
        var real = root;
        var rest = new Stack<string>(Parts(path[root.Length..]));
        while (rest.TryPop(out var part))
        {
            real = Path.GetFullPath(part, real);
            if (new FileInfo(real).LinkTarget is not { } target)
            {
                continue;
            }

            if (++links > MostLinks)
            {
                return null;
            }

            // A relative target counts from the folder of the link, and may itself lead over links.
            var targetRoot = Path.GetPathRoot(target)!;
            real = targetRoot.Length > 0 ? targetRoot : Path.GetDirectoryName(real)!;
            foreach (var next in Parts(target[targetRoot.Length..]))
            {
                rest.Push(next);
            }
        }

        return real;
    }

    /// <summary>The last part first.</summary>
    private static IEnumerable<string> Parts(string path) =>
        path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries).Reverse();
}
