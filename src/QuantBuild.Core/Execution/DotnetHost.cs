using System.Runtime.InteropServices;

namespace QuantBuild.Execution;

/// <summary>The <c>dotnet</c> to start the child with: the one that runs this process, if it can be told.</summary>
internal static class DotnetHost
{
    private static readonly string Name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

    public static string Path { get; } = Candidates().FirstOrDefault(File.Exists) ?? "dotnet";

    private static IEnumerable<string> Candidates()
    {
        if (Environment.ProcessPath is { } self && System.IO.Path.GetFileName(self) == Name)
        {
            yield return self;
        }

        if (Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host)
        {
            yield return host;
        }

        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root)
        {
            yield return System.IO.Path.Combine(root, Name);
        }

        // An installed tool is started by its own executable; its runtime stands in <dotnet>/shared/<framework>/<version>.
        yield return System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", Name));
    }
}
