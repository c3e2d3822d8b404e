using Microsoft.Build.Logging.StructuredLogger;
using QuantBuild.TestSupport;

namespace QuantBuild.Build.Tests;

/// <summary>A project outside the repository that has nothing but the package.</summary>
internal sealed class Consumer : IDisposable
{
    private readonly TestDirectory _directory = new();
    private readonly PackedFeed _feed;
    private readonly string _folder;
    private int _builds;

    public Consumer(PackedFeed feed, string items, string properties = "", string frameworks = "<TargetFramework>net10.0</TargetFramework>", string folder = "app")
    {
        _feed = feed;
        _folder = folder;
        Write("nuget.config", $"""
            <configuration>
              <packageSources><clear /><add key="local" value="{feed.Folder}" /></packageSources>
            </configuration>
            """);
        WriteProject(items, properties, frameworks);
        Write("Program.cs", "System.Console.WriteLine(System.IO.File.Exists(System.IO.Path.Combine(System.AppContext.BaseDirectory, \"models\", \"a.onnx\")));");
        WriteModel("models/a.onnx", 64);
    }

    public string Folder => Path.Combine(_directory.Path, _folder);

    public void WriteProject(string items, string properties = "", string frameworks = "<TargetFramework>net10.0</TargetFramework>") => Write("App.csproj", $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            {frameworks}
            <QuantBuildSkipBelow>1KB</QuantBuildSkipBelow>
            {properties}
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="QuantBuild" Version="{_feed.Version}" PrivateAssets="all" />
            {items}
          </ItemGroup>
        </Project>
        """);

    public string File(string relative) => Path.Combine(Folder, relative);

    public bool Exists(string relative) => System.IO.File.Exists(File(relative));

    public long Size(string relative) => new FileInfo(File(relative)).Length;

    public void Write(string relative, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File(relative))!);
        System.IO.File.WriteAllText(File(relative), text);
    }

    /// <summary>For scripts that stand in for a program; the suite's build tests run on Unix.</summary>
    public void MakeExecutable(string relative)
    {
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(File(relative), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>A float32 MatMul model of <c>side² × 4</c> bytes and a little.</summary>
    public void WriteModel(string relative, int side, int seed = 1)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File(relative))!);
        new ModelBuilder().Input("x", $"1,{side}").MatMul(side, side, seed).Relu().Output("y", $"1,{side}").Save(File(relative));
    }

    public Task<BuildOutcome> BuildAsync(params string[] arguments) => RunAsync(["build", .. arguments]);

    public async Task<BuildOutcome> RunAsync(string[] arguments)
    {
        var log = Path.Combine(_directory.Path, $"{_builds++}.binlog");
        var result = await Dotnet.RunAsync(Folder, [.. arguments, $"-bl:{log}"], new Dictionary<string, string?> { ["NUGET_PACKAGES"] = _feed.Packages });
        return new BuildOutcome(result.ExitCode, result.Output, BinaryLog.ReadBuild(log));
    }

    public void Dispose() => _directory.Dispose();
}
