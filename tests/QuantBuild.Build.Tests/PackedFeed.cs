using QuantBuild.TestSupport;

namespace QuantBuild.Build.Tests;

/// <summary>Packs the product once, under a version of its own, into a feed and an artifacts folder that nobody else uses.</summary>
public sealed class PackedFeed : IAsyncLifetime, IDisposable
{
    private readonly TestDirectory _directory = new("quantbuild-feed");

    public string Version { get; } = $"0.1.0-test.{Guid.NewGuid():N}";

    public string Folder => System.IO.Path.Combine(_directory.Path, "feed");

    /// <summary>Packages of the consumers, extracted once for all of them.</summary>
    public string Packages => System.IO.Path.Combine(_directory.Path, "packages");

    /// <summary>A program that stands in for the tool, in a folder of its own.</summary>
    public string FakeEngine => System.IO.Path.Combine(_directory.Path, "engine", "QuantBuild.FakeEngine.dll");

    /// <summary>A restored project: what restore writes for one of the tests' consumers is the same for all, but for the folder.</summary>
    internal RestoredProject Restored { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "QuantBuild.FakeEngine.*"))
        {
            File.Copy(file, _directory.File(System.IO.Path.Combine("engine", System.IO.Path.GetFileName(file))));
        }

        // Portable assemblies do the same, without another package to restore and minutes of compiling.
        var result = await Dotnet.RunAsync(RepositoryRoot.Path,
        [
            "pack", "QuantBuild.sln", "-c", "Release", "-o", Folder, $"-p:Version={Version}", "-p:CompileAheadOfTime=false",
            "--artifacts-path", System.IO.Path.Combine(_directory.Path, "artifacts"),
        ]);
        Assert.True(result.ExitCode == 0, result.Output);
        Assert.DoesNotContain("warning NU", result.Output, StringComparison.Ordinal);
        Restored = await RestoredProject.CreateAsync(this);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _directory.Dispose();
}
