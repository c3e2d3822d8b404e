using QuantBuild.Memory;
using QuantBuild.Models;
using QuantBuild.Policy;
using QuantBuild.TestSupport;

namespace QuantBuild.Cli.Tests.Projects;

public sealed class Project_at_the_prompt : IDisposable
{
    private const string Items = """
          <PropertyGroup>
            <QuantBuildSkipBelow>100MB</QuantBuildSkipBelow>
            <QuantBuildDevice>Desktop</QuantBuildDevice>
          </PropertyGroup>
          <ItemDefinitionGroup>
            <QuantizeModel><AccuracyCritical>true</AccuracyCritical></QuantizeModel>
          </ItemDefinitionGroup>
          <ItemGroup>
            <QuantizeProcess Include="app" MemoryBudget="512MB" />
            <QuantizeModel Include="models/*.onnx" Process="app" />
            <QuantizeModel Update="models/b.onnx" Mode="Never" TargetPath="renamed/b.onnx" />
            <QuantizeMemoryComponent Include="Django + Python" Process="app" Size="70MB" Replaces="host" />
          </ItemGroup>
        """;

    private const string Assets = """{ "targets": { "net10.0": { "Microsoft.ML.OnnxRuntime/1.20.1": {} } } }""";

    private readonly TestDirectory _folder = new("quantbuild é ");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Is_read_as_its_build_sees_it()
    {
        WriteProject(Items);

        var request = ToolRun.In(_folder.Path).Request!;

        Assert.Equal(["models/a.onnx", "models/b.onnx"], request.Models.Select(model => model.DisplayPath));
        Assert.Equal([ModelMode.Auto, ModelMode.Never], request.Models.Select(model => model.Mode));
        Assert.All(request.Models, model =>
        {
            Assert.Equal((Device.Desktop, true, "1.20.1"), (model.Device, model.AccuracyCritical, model.RuntimeOptions.RuntimeVersion));
            Assert.Equal(["app"], model.Processes);
            Assert.True(File.Exists(model.Path));
        });
        Assert.Equal([new PolicyProcess("app", Mb(512))], request.Processes);
        Assert.Equal(new MemoryComponent("Django + Python", Mb(70)).Size, Assert.Single(request.Components).Size);
        Assert.Equal(Mb(100), request.Settings.SkipBelow);
        Assert.Equal(Project, request.ProjectFile);
    }

    [Fact]
    public void Is_overridden_by_options()
    {
        WriteProject(Items);

        var request = ToolRun.In(_folder.Path, Project, "--mode", "check", "--memory-budget", "app=380MB", "--skip-below", "50MB").Request!;

        Assert.All(request.Models, model => Assert.Equal(ModelMode.Check, model.Mode));
        Assert.Equal([new PolicyProcess("app", Mb(380))], request.Processes);
        Assert.Equal(Mb(50), request.Settings.SkipBelow);
    }

    [Fact]
    public void Is_written_to_the_target_paths_of_its_items()
    {
        WriteProject(Items);

        var request = ToolRun.In(_folder.Path, "quantize", Project, "-o", "out").Request!;

        Assert.Equal(["out/models/a.onnx", "out/renamed/b.onnx"], request.Models.Select(model => Path.GetRelativePath(_folder.Path, model.OutputPath!).Replace('\\', '/')));
    }

    [Fact]
    public void Has_no_process_for_a_budget_that_would_be_ignored()
    {
        WriteProject(Items);

        var run = ToolRun.In(_folder.Path, Project, "--memory-budget", "380MB");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error QB5005: --memory-budget is for process 'default', which the project does not have", run.Error, StringComparison.Ordinal);
        Assert.Contains("one of: app.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_the_line_of_an_item_that_is_wrong()
    {
        WriteProject(Items.Replace("Mode=\"Never\"", "Mode=\"Nevr\"", StringComparison.Ordinal));
        var line = File.ReadAllLines(Project).Index().Single(entry => entry.Item.Contains("models/*.onnx", StringComparison.Ordinal)).Index + 1;

        Assert.StartsWith($"{Project}({line},", ToolRun.In(_folder.Path, Project).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_a_pattern_that_matches_nothing_at_its_line()
    {
        WriteProject("  <ItemGroup>\n    <QuantizeModel Include=\"nowhere/*.onnx\" />\n  </ItemGroup>");

        var run = ToolRun.In(_folder.Path, Project);

        Assert.Equal(1, run.ExitCode);
        Assert.Matches(@"app\.csproj\(6,5\): error QB1010: QuantizeModel 'nowhere/\*\.onnx' matches no file", run.Error);
    }

    [Fact]
    public void Without_items_is_a_warning()
    {
        WriteProject("");

        var run = ToolRun.In(_folder.Path, Project);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("warning QB1011", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void That_is_not_restored_is_read_by_the_SDK_which_restores_it()
    {
        WriteProject(Items);
        File.Delete(_folder.File("obj/project.assets.json"));
        Use(NoSources);

        var run = ToolRun.In(_folder.Path, Project);

        Assert.Equal("", run.Error);
        Assert.Equal(["models/a.onnx", "models/b.onnx"], run.Request!.Models.Select(model => model.DisplayPath));
        Assert.Equal([ModelMode.Auto, ModelMode.Never], run.Request.Models.Select(model => model.Mode));
        Assert.Equal([new PolicyProcess("app", Mb(512))], run.Request.Processes);
        Assert.Equal((Device.Desktop, Mb(100)), (run.Request.Models[0].Device, run.Request.Settings.SkipBelow));
        Assert.True(File.Exists(_folder.File("obj/project.assets.json")));
    }

    [Fact]
    public void That_is_not_restored_names_the_line_of_an_item_that_is_wrong()
    {
        WriteProject("  <ItemGroup>\n    <QuantizeModel Include=\"models/b.onnx;models/a.onnx\" Mode=\"Nevr\" />\n  </ItemGroup>");
        File.Delete(_folder.File("obj/project.assets.json"));
        Use(NoSources);

        Assert.Contains($"{Project}(6,5): error QB5001", ToolRun.In(_folder.Path, Project).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void That_cannot_be_restored_says_why()
    {
        WriteProject("  <ItemGroup>\n    <PackageReference Include=\"No.Such.Package\" Version=\"1.0.0\" />\n  </ItemGroup>");
        File.Delete(_folder.File("obj/project.assets.json"));
        Use(NoSources);

        var run = ToolRun.In(_folder.Path, Project);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("app.csproj(1,1): error QB5007: NU1100: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void With_an_SDK_from_a_feed_is_read_by_the_SDK()
    {
        var feed = _folder.File("feed/Some.Sdk.1.0.0.nupkg");
        SdkPackage.Write(feed, "Some.Sdk");
        WriteProject(Items);
        _folder.Write("app.csproj", File.ReadAllText(Project).Replace("Sdk=\"Microsoft.NET.Sdk\"", "Sdk=\"Some.Sdk/1.0.0\"", StringComparison.Ordinal));
        Use($"""<configuration><config><add key="globalPackagesFolder" value="packages" /></config><packageSources><clear /><add key="feed" value="feed" /></packageSources></configuration>""");

        var run = ToolRun.In(_folder.Path, Project);

        Assert.Equal("", run.Error);
        Assert.Equal(["models/a.onnx", "models/b.onnx"], run.Request!.Models.Select(model => model.DisplayPath));
    }

    [Theory]
    [InlineData("<Project Sdk=\"Microsoft.NET.Sdk\">")]
    [InlineData("<Project Sdk=\"No.Such.Sdk\" />")]
    [InlineData("<Project><Import Project=\"missing.props\" /></Project>")]
    public void That_cannot_be_evaluated_says_why(string text)
    {
        _folder.Write("app.csproj", text);

        var run = ToolRun.In(_folder.Path, Project);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("app.csproj(1,1): error QB5007: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("Run 'dotnet build' for the whole error.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Leaves_no_trace_in_the_environment_of_child_processes()
    {
        WriteProject(Items);
        var before = Environment.GetEnvironmentVariable("MSBUILD_EXE_PATH");

        ToolRun.In(_folder.Path, Project);

        Assert.Equal(before, Environment.GetEnvironmentVariable("MSBUILD_EXE_PATH"));
    }

    private const string NoSources = "<configuration><packageSources><clear /></packageSources></configuration>";

    private void Use(string nuget) => _folder.Write("nuget.config", nuget);

    private string Project => _folder.File("app.csproj");

    private void WriteProject(string content)
    {
        _folder.Write("models/a.onnx", "");
        _folder.Write("models/b.onnx", "");
        _folder.Write("obj/project.assets.json", Assets);
        _folder.Write("app.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
            {content}
            </Project>
            """);
    }

    private static ByteSize Mb(double megabytes) => ByteSize.FromMegabytes(megabytes);
}
