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

    public async Task InitializeAsync()
    {
        // Portable assemblies do the same, without another package to restore and minutes of compiling.
        var result = await Dotnet.RunAsync(RepositoryRoot.Path,
        [
            "pack", "QuantBuild.sln", "-c", "Release", "-o", Folder, $"-p:Version={Version}", "-p:CompileAheadOfTime=false",
            "--artifacts-path", System.IO.Path.Combine(_directory.Path, "artifacts"),
        ]);
        Assert.True(result.ExitCode == 0, result.Output);
        Assert.DoesNotContain("warning NU", result.Output, StringComparison.Ordinal);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _directory.Dispose();
}
