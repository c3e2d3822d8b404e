using System.Text.Json;
using QuantBuild.TestSupport;

namespace QuantBuild.Cli.Tests.Projects;

public sealed class Solution_at_the_prompt : IDisposable
{
    private const string Xml = """
        <Solution>
          <Project Path="First/First.csproj" />
          <Folder Name="/src/"><Project Path="Second/Second.csproj" /></Folder>
          <Project Path="Without/Without.csproj" />
        </Solution>
        """;

    private const string Filter = """{ "solution": { "path": "All.slnx", "projects": ["Second\\Second.csproj", "Without\\Without.csproj"] } }""";

    private readonly TestDirectory _folder = new("quantbuild é ");

    public Solution_at_the_prompt()
    {
        WriteProject("First", """<QuantizeModel Include="models/a.onnx" Mode="Never" />""", 64);
        WriteProject("Second", """<QuantizeModel Include="models/a.onnx" Mode="Always" /><QuantizeProcess Include="default" MemoryBudget="1GB" />""", 96);
        WriteProject("Without", "", 0);
        _folder.Write("All.slnx", Xml);
        _folder.Write("Some.slnf", Filter);
        _folder.Write("All.sln", SolutionText("First", "Second", "Without"));
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("All.slnx", "First", "Second")]
    [InlineData("All.sln", "First", "Second")]
    [InlineData("Some.slnf", "Second")]
    public void Checks_every_project_that_has_models(string solution, params string[] projects)
    {
        using var report = Json(ToolRun.Whole(_folder.Path, "check", solution, "--format", "json"));

        Assert.Equal(projects.Select(project => $"{project}/models/a.onnx"), Strings(report, "models", "path"));
        Assert.Equal(projects.Select(project => $"{project}/default"), Strings(report, "processes", "name"));
        Assert.Equal($"{projects[^1]}/default", report.RootElement.GetProperty("models").EnumerateArray().Last().GetProperty("processes")[0].GetString());
    }

    [Fact]
    public void Gates_each_project_by_itself()
    {
        WriteProject("Second", """<QuantizeModel Include="models/a.onnx" Mode="Never" /><QuantizeProcess Include="default" MemoryBudget="1MB" />""", 96);

        var run = ToolRun.Whole(_folder.Path, "check", "All.slnx");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"{_folder.File("Second/Second.csproj")}(", Assert.Single(Lines(run), line => line.Contains("QB2001", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void Writes_each_project_into_a_folder_of_its_own()
    {
        var run = ToolRun.Whole(_folder.Path, "quantize", "All.slnx", "-o", "out", "--verify", "false", "--mode", "always");

        Assert.Equal(0, run.ExitCode);
        Assert.True(File.Exists(_folder.File("out/First/models/a.onnx")));
        Assert.True(File.Exists(_folder.File("out/Second/models/a.onnx")));
    }

    [Fact]
    public void Names_the_line_of_an_item_that_is_wrong()
    {
        WriteProject("Second", """<QuantizeModel Include="models/a.onnx" Mode="Alwys" />""", 96);

        Assert.Contains(Lines(ToolRun.In(_folder.Path, "All.slnx")), line => line.StartsWith($"{_folder.File("Second/Second.csproj")}(6,5): error QB5001", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_models_is_a_warning()
    {
        _folder.Write("All.slnx", """<Solution><Project Path="Without/Without.csproj" /></Solution>""");

        var run = ToolRun.Whole(_folder.Path, "check", "All.slnx");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("All.slnx(1,1): warning QB1011: The solution has no QuantizeModel item", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("All.slnx", "<Solution>")]
    [InlineData("All.sln", "no solution")]
    [InlineData("Some.slnf", "{")]
    [InlineData("Some.slnf", """{ "solution": {} }""")]
    [InlineData("All.slnx", """<Solution><Project Path="Absent/Absent.csproj" /></Solution>""")]
    public void That_cannot_be_read_says_why(string solution, string text)
    {
        _folder.Write(solution, text);

        var run = ToolRun.In(_folder.Path, solution);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error QB5007: ", Assert.Single(Lines(run)), StringComparison.Ordinal);
    }

    [Fact]
    public void Stands_alone_on_a_command_line() =>
        Assert.Contains("error QB5001: Solution 'All.slnx' is named with other paths", ToolRun.In(_folder.Path, "All.slnx", "First").Error, StringComparison.Ordinal);

    private static JsonDocument Json(ToolRun run) => JsonDocument.Parse(run.Output);

    private static IEnumerable<string?> Strings(JsonDocument report, string list, string name) =>
        report.RootElement.GetProperty(list).EnumerateArray().Select(element => element.GetProperty(name).GetString());

    private static string[] Lines(ToolRun run) => run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string SolutionText(params string[] projects) =>
        "\nMicrosoft Visual Studio Solution File, Format Version 12.00\n" + string.Concat(projects.Select((project, index) =>
            $"Project(\"{{9A19103F-16F7-4668-BE54-9A1E7A4F7556}}\") = \"{project}\", \"{project}\\{project}.csproj\", \"{{00000000-0000-0000-0000-00000000000{index + 1}}}\"\nEndProject\n")) + "Global\nEndGlobal\n";

    private void WriteProject(string name, string items, int side)
    {
        _folder.Write($"{name}/obj/project.assets.json", "{}");
        _folder.Write($"{name}/{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                {items}
              </ItemGroup>
            </Project>
            """);
        if (side > 0)
        {
            new ModelBuilder().Input("x", $"1,{side}").MatMul(side, side).Relu().Output("y", $"1,{side}").Save(_folder.File($"{name}/models/a.onnx"));
        }
    }
}
