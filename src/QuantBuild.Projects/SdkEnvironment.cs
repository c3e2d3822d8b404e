using Microsoft.Build.Locator;

namespace QuantBuild.Projects;

/// <summary>Finds the SDK whose MSBuild evaluates; puts the environment back, because child processes would inherit its variables.</summary>
internal sealed class SdkEnvironment : IDisposable
{
    private static readonly string[] Names = ["MSBUILD_EXE_PATH", "MSBuildExtensionsPath", "MSBuildSDKsPath", "DOTNET_HOST_PATH"];

    private static readonly Lock Gate = new();

    private static IReadOnlyList<(string Name, string? Value)> s_registered = [];

    private readonly IReadOnlyList<(string Name, string? Value)> _before = Current();

    /// <summary>Registers the SDK that <c>global.json</c> chooses for the folder; returns the reason where there is none.</summary>
    public static string? Register(string folder)
    {
        lock (Gate)
        {
            if (MSBuildLocator.IsRegistered)
            {
                Restore(s_registered);
                return null;
            }

            var options = new VisualStudioInstanceQueryOptions { DiscoveryTypes = DiscoveryType.DotNetSdk, WorkingDirectory = folder };
            if (MSBuildLocator.QueryVisualStudioInstances(options).FirstOrDefault() is not { } sdk)
            {
                return $"No .NET SDK that runs on .NET {Environment.Version} was found for '{folder}'; install one, or see its global.json.";
            }

            MSBuildLocator.RegisterInstance(sdk);
            s_registered = Current();
            return null;
        }
    }

    /// <summary>A program of the SDK finds its own.</summary>
    public static void RemoveFrom(IDictionary<string, string?> environment)
    {
        foreach (var name in Names)
        {
            environment.Remove(name);
        }
    }

    public void Dispose() => Restore(_before);

    private static IReadOnlyList<(string Name, string? Value)> Current() => [.. Names.Select(name => (name, Environment.GetEnvironmentVariable(name)))];

    private static void Restore(IEnumerable<(string Name, string? Value)> variables)
    {
        foreach (var (name, value) in variables)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }
}
