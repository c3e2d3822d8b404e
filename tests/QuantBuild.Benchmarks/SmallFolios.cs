namespace QuantBuild.Benchmarks;

/// <summary>
/// Files in pieces of the size that a page fault maps. Written at once, the page cache may hold a file in folios of 2 MiB, and one touch makes
/// all of one resident: the same model then measures some megabytes more or less.
/// </summary>
internal static class SmallFolios
{
    private const int Piece = 64 * 1024;

    public static FileStream Create(string path) => new(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);

    public static void Write(FileStream file, ReadOnlySpan<byte> bytes)
    {
        for (var written = 0; written < bytes.Length; written += Piece)
        {
            file.Write(bytes[written..Math.Min(written + Piece, bytes.Length)]);
        }
    }

    /// <summary>Writes the runtime's library beside this program anew; of its code, pages become resident as they are touched.</summary>
    public static void OfLibraries()
    {
        foreach (var library in Directory.EnumerateFiles(AppContext.BaseDirectory, "libonnxruntime*", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(library);
            var beside = library + ".new";
            using (var file = Create(beside))
            {
                Write(file, bytes);
            }

            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(beside, File.GetUnixFileMode(library));
            }

            File.Move(beside, library, overwrite: true);
        }
    }
}
