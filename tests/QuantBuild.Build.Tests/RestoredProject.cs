namespace QuantBuild.Build.Tests;

/// <summary>What restore left of one project, to be taken over by another that differs only in its folder.</summary>
internal sealed class RestoredProject
{
    private readonly Dictionary<string, string> _files;
    private readonly string _folder;

    private RestoredProject(string folder)
    {
        _folder = folder;
        _files = Directory.EnumerateFiles(Path.Combine(folder, "obj")).ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
    }

    public static async Task<RestoredProject> CreateAsync(PackedFeed feed)
    {
        using var app = new Consumer(feed, "");
        var result = await app.DotnetAsync("restore");
        Assert.True(result.ExitCode == 0, result.Output);
        return new RestoredProject(app.Folder);
    }

    public void CopyTo(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "obj"));
        foreach (var (name, text) in _files)
        {
            File.WriteAllText(Path.Combine(folder, "obj", name), text.Replace(_folder, folder, StringComparison.Ordinal));
        }
    }
}
