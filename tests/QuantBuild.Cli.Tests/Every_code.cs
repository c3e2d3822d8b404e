using System.Text;
using QuantBuild.Diagnostics;
using QuantBuild.TestSupport;

namespace QuantBuild.Cli.Tests;

/// <summary>No code without a way to see it: by the tool as a person runs it, by a build, or by a fault that only a test of the engine can make.</summary>
public sealed class Every_code
{
    public static TheoryData<string> AtThePrompt => [.. CodeScenarios.All.Keys];

    public static TheoryData<string> All => [.. Descriptors.All.Select(descriptor => descriptor.Id)];

    [Theory]
    [MemberData(nameof(AtThePrompt))]
    public void Is_said_by_the_tool(string code)
    {
        using var folder = new TestDirectory();
        var scenario = CodeScenarios.All[code];
        scenario.Prepare(folder);
        using var output = new MemoryStream();
        using var error = new StringWriter();

        Tool.Run([.. scenario.CommandLine.Split(' '), "--format", "json"], new ToolHost { CurrentFolder = folder.Path, Output = output, Error = error });

        Assert.Contains(code, Encoding.UTF8.GetString(output.ToArray()) + error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Has_a_test_that_produces_it(string code)
    {
        // A build's codes, and those of another process that dies or of a file that changes meanwhile, are made where that can be arranged.
        var elsewhere = new[] { "QuantBuild.Build.Tests", "QuantBuild.Cli.Tests", "QuantBuild.Core.Tests" }
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "tests", project), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && Path.GetFileName(file) is not ("CodeScenarios.cs" or "Reports.cs"));
        var field = typeof(Descriptors).GetFields().Single(field => field.GetValue(null) is DiagnosticDescriptor descriptor && descriptor.Id == code).Name;

        Assert.True(CodeScenarios.All.ContainsKey(code) || CodeScenarios.OutOfReach.ContainsKey(code) || elsewhere.Select(File.ReadAllText).Any(text =>
            text.Contains($"\"{code}", StringComparison.Ordinal) || text.Contains($"Descriptors.{field}", StringComparison.Ordinal)), $"no test produces {code}");
    }
}
