using System.Security.Cryptography;
using QuantBuild.TestSupport;

namespace QuantBuild.Build.Tests;

public sealed class Generated_sample_models : IDisposable
{
    private readonly TestDirectory _directory = new();

    [Fact]
    public async Task Are_the_same_bytes_and_exactly_95_megabytes_each_time()
    {
        var project = Path.Combine(RepositoryRoot.Path, "samples", "ModelGenerator", "ModelGenerator.csproj");
        var built = await Dotnet.RunAsync(_directory.Path, ["build", project, "-c", "Release", "--artifacts-path", _directory.File("artifacts")]);
        Assert.True(built.ExitCode == 0, built.Output);
        var generator = Directory.GetFiles(_directory.File("artifacts/bin"), "ModelGenerator.dll", SearchOption.AllDirectories).First();

        var first = await Generate(generator, "first");
        var second = await Generate(generator, "second");

        Assert.Equal(99_614_720, new FileInfo(first).Length);
        Assert.Equal(Hash(first), Hash(second));
    }

    public void Dispose() => _directory.Dispose();

    private async Task<string> Generate(string generator, string folder)
    {
        var path = _directory.File($"{folder}/dermatology_stage1.onnx");
        var result = await Dotnet.RunAsync(_directory.Path, ["exec", generator, path]);
        Assert.True(result.ExitCode == 0, result.Output);
        return path;
    }

    private static string Hash(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexString(SHA256.HashData(file));
    }
}
