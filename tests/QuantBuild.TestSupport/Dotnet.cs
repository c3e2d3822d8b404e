using System.Text;
using CliWrap;

namespace QuantBuild.TestSupport;

/// <summary>Runs the SDK as a person would, in a folder outside the repository, leaving no server behind.</summary>
internal static class Dotnet
{
    /// <param name="folder">Where it runs.</param>
    /// <param name="arguments">A command and its options.</param>
    /// <param name="environment">More variables; null removes one.</param>
    /// <param name="line">Is told every line as it comes.</param>
    /// <param name="outputFile">Takes the output, where processes that live on would keep a pipe open. Unix only.</param>
    public static async Task<DotnetResult> RunAsync(
        string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, Action<string>? line = null, string? outputFile = null)
    {
        var output = new StringBuilder();
        var variables = new Dictionary<string, string?>
        {
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_CLI_UI_LANGUAGE"] = "en",
            // A test host's own MSBuild settings must not reach the builds it starts.
            ["MSBuildSDKsPath"] = null,
            ["MSBUILD_EXE_PATH"] = null,
            ["MSBuildExtensionsPath"] = null,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            variables[name] = value;
        }

        var command = outputFile is null
            ? CliWrap.Cli.Wrap("dotnet").WithArguments(arguments)
            : CliWrap.Cli.Wrap("sh").WithArguments(["-c", "exec dotnet \"$@\" > \"$0\" 2>&1", outputFile, .. arguments]);
        var told = PipeTarget.Merge(PipeTarget.ToStringBuilder(output), PipeTarget.ToDelegate(line ?? (_ => { })));
        var result = await command
            .WithWorkingDirectory(folder)
            .WithEnvironmentVariables(variables)
            .WithValidation(CommandResultValidation.None)
            .WithStandardOutputPipe(told)
            .WithStandardErrorPipe(told)
            .ExecuteAsync();
        return new DotnetResult(result.ExitCode, outputFile is null ? output.ToString() : await File.ReadAllTextAsync(outputFile));
    }
}
