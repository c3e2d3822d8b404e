namespace QuantBuild.Steps;

/// <summary>One file of an artifact as it was put in place.</summary>
internal sealed record RecordedFile(string Path, long Length, long LastWriteTicks, string Hash)
{
    /// <summary>The file is still the one that was put there.</summary>
    public bool IsInPlace()
    {
        var file = new FileInfo(Path);
        return file.Exists && file.Length == Length && file.LastWriteTimeUtc.Ticks == LastWriteTicks;
    }
}
