using Microsoft.Build.Logging.StructuredLogger;
using QuantBuild.TestSupport;

namespace QuantBuild.Build.Tests;

/// <summary>A project outside the repository that has nothing but the package.</summary>
internal sealed class Consumer : IDisposable
{
    private const string OneFramework = "<TargetFramework>net10.0</TargetFramework>";

    private static readonly string MachinePackages = System.Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private readonly TestDirectory _directory = new();
    private readonly PackedFeed _feed;
    private readonly string _folder;
    private readonly bool _fake;
    private readonly bool _restored;
    private int _builds;

    /// <param name="feed">Where the package comes from.</param>
    /// <param name="items">Of the project, one model if it says <c>models/a.onnx</c>.</param>
    /// <param name="properties">Of the project.</param>
    /// <param name="frameworks">Its target frameworks; the one of most tests is restored once for all.</param>
    /// <param name="folder">The project's folder.</param>
    /// <param name="fake">The fake engine stands in for the tool.</param>
    /// <param name="sdk">The project's SDK.</param>
    /// <param name="otherPackages">From the machine's own sources and packages folder.</param>
    public Consumer(
        PackedFeed feed, string items, string properties = "", string frameworks = OneFramework, string folder = "app", bool fake = false, string sdk = "Microsoft.NET.Sdk", bool otherPackages = false)
    {
        (_feed, _folder, _fake, Sdk) = (feed, folder, fake, sdk);
        Write("nuget.config", $"""
            <configuration>
              <packageSources>{(otherPackages ? "" : "<clear />")}<add key="local" value="{feed.Folder}" /></packageSources>
              <fallbackPackageFolders>{(otherPackages ? $"""<add key="machine" value="{MachinePackages}" />""" : "<clear />")}</fallbackPackageFolders>
            </configuration>
            """);
        WriteProject(items, properties, frameworks);
        Write("Program.cs", "System.Console.WriteLine(System.IO.File.Exists(System.IO.Path.Combine(System.AppContext.BaseDirectory, \"models\", \"a.onnx\")));");
        WriteModel("models/a.onnx", 64);
        if (feed.Restored is { } restored && frameworks == OneFramework && folder == "app" && sdk == "Microsoft.NET.Sdk")
        {
            restored.CopyTo(Folder);
            _restored = true;
        }
    }

    public string Folder => Path.Combine(_directory.Path, _folder);

    /// <summary>More than the shared environment, for every command that follows.</summary>
    public Dictionary<string, string?> Environment { get; } = [];

    public string Sdk { get; }

    /// <summary>How the fake engine was called: a list of tokens a run, its process first.</summary>
    public IReadOnlyList<IReadOnlyList<string>> FakeRuns => !System.IO.File.Exists(FakeLog) ? [] :
        [.. System.IO.File.ReadLines(FakeLog).Select(line => System.Text.Json.JsonSerializer.Deserialize<string[]>(line)!)];

    private string FakeLog => Path.Combine(_directory.Path, "engine.log");

    public void WriteProject(string items, string properties = "", string frameworks = OneFramework) => Write("App.csproj", $"""
        <Project Sdk="{Sdk}">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            {frameworks}
            <QuantBuildSkipBelow>1KB</QuantBuildSkipBelow>
            {(_fake ? $"<QuantBuildToolPath>{_feed.FakeEngine}</QuantBuildToolPath>" : "")}
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

    /// <summary>The fake engine's artifact, not the original.</summary>
    public bool IsFake(string relative) => Exists(relative) && System.IO.File.ReadAllText(File(relative)).StartsWith("fake:", StringComparison.Ordinal);

    public void Write(string relative, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File(relative))!);
        System.IO.File.WriteAllText(File(relative), text);
    }

    public void Touch(string relative) => System.IO.File.SetLastWriteTimeUtc(File(relative), DateTime.UtcNow);

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

    public Task<BuildOutcome> BuildAsync(params string[] arguments) => RunAsync(_restored ? ["build", "--no-restore", .. arguments] : ["build", .. arguments]);

    /// <summary>Only the public target, which takes a fraction of a build's time.</summary>
    public Task<BuildOutcome> QuantizeAsync(params string[] arguments) => RunAsync(["msbuild", "-t:QuantizeModels", .. arguments]);

    public async Task<BuildOutcome> RunAsync(string[] arguments)
    {
        var log = Path.Combine(_directory.Path, $"{_builds++}.binlog");
        var result = await DotnetAsync([.. arguments, $"-bl:{log}"]);
        return new BuildOutcome(result.ExitCode, result.Output, BinaryLog.ReadBuild(log));
    }

    public Task<DotnetResult> DotnetAsync(params string[] arguments) =>
        Dotnet.RunAsync(Folder, arguments, Variables());

    /// <summary>A build that leaves nodes or a server behind; <see cref="EndNodes"/> ends them. Unix only.</summary>
    public async Task<BuildOutcome> RunWithNodesAsync(string[] arguments)
    {
        var log = Path.Combine(_directory.Path, $"{_builds++}.binlog");
        // Nobody else's builds may find these nodes.
        Environment[ProjectProcesses.NodeSalt] = Folder;
        var result = await Dotnet.RunAsync(Folder, [.. arguments, $"-bl:{log}"], Variables(), outputFile: log + ".txt");
        return new BuildOutcome(result.ExitCode, result.Output, BinaryLog.ReadBuild(log));
    }

    public void EndNodes() => ProjectProcesses.Signal("KILL", ProjectProcesses.Nodes(this));

    /// <summary>Tells every line as it comes.</summary>
    public Task<DotnetResult> WatchAsync(string[] arguments, Action<string> line) =>
        Dotnet.RunAsync(Folder, arguments, Variables(), line);

    public void Dispose() => _directory.Dispose();

    private Dictionary<string, string?> Variables()
    {
        var variables = new Dictionary<string, string?> { ["NUGET_PACKAGES"] = _feed.Packages, ["QUANTBUILD_FAKE_LOG"] = FakeLog };
        foreach (var (name, value) in Environment)
        {
            variables[name] = value;
        }

        return variables;
    }
}
