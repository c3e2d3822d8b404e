using System.Diagnostics;
using QuantBuild.TestSupport;

namespace QuantBuild.Benchmarks;

/// <summary>A console application with some small models, with the build package or without.</summary>
internal sealed class OverheadProject
{
    private readonly string _folder;
    private readonly string _packages;
    private int _seed;

    private OverheadProject(string folder, string packages) => (_folder, _packages) = (folder, packages);

    public static OverheadProject Create(string folder, string feed, string? version, int models)
    {
        Directory.CreateDirectory(Path.Combine(folder, "models"));
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <configuration><packageSources><clear /><add key="local" value="{feed}" /></packageSources></configuration>
            """);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), "System.Console.WriteLine();");
        File.WriteAllText(Path.Combine(folder, "App.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <QuantBuildSkipBelow>1KB</QuantBuildSkipBelow>
              </PropertyGroup>
              <ItemGroup>
                {(version is null
                    ? """<Content Include="models/*.onnx" CopyToOutputDirectory="PreserveNewest" />"""
                    : $"""<PackageReference Include="QuantBuild" Version="{version}" PrivateAssets="all" /><QuantizeModel Include="models/*.onnx" />""")}
              </ItemGroup>
            </Project>
            """);
        var project = new OverheadProject(folder, Path.Combine(feed, "..", "packages"));
        for (var model = 0; model < models; model++)
        {
            project.Change(model);
        }

        project.Run("restore");
        return project;
    }

    /// <summary>Another model of 64 KB under the same name.</summary>
    public void Change(int model = 0) =>
        new ModelBuilder().Input("x", "1,128").MatMul(128, 128, ++_seed).Relu().Output("y", "1,128").Save(Path.Combine(_folder, "models", $"{model}.onnx"));

    /// <returns>Milliseconds from start to end.</returns>
    public double Build(params string[] options) => Run(["build", "--no-restore", "-clp:NoSummary", .. options]);

    private double Run(params string[] arguments)
    {
        var started = Stopwatch.GetTimestamp();
        var result = Dotnet.RunAsync(_folder, arguments, new Dictionary<string, string?> { ["NUGET_PACKAGES"] = _packages }).GetAwaiter().GetResult();
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return result.ExitCode == 0 ? elapsed : throw new InvalidOperationException(result.Output);
    }
}
