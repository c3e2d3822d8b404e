using System.Text.Json;

namespace QuantBuild.Inspection;

/// <summary>What kind of program the application is, from the assets file its restore wrote.</summary>
internal static class ConsumerHost
{
    public const string Console = "console";

    public const string Web = "web";

    private const string WebFramework = "Microsoft.AspNetCore.App";

    /// <summary><see cref="Web"/> where any target framework refers to ASP.NET Core: it is the larger of the two.</summary>
    public static string Read(string assetsFile)
    {
        using var stream = File.OpenRead(assetsFile);
        using var assets = JsonDocument.Parse(stream);
        return assets.RootElement.TryGetProperty("project", out var project) && project.TryGetProperty("frameworks", out var frameworks)
            && frameworks.EnumerateObject().Any(framework => framework.Value.TryGetProperty("frameworkReferences", out var references) && references.TryGetProperty(WebFramework, out _))
            ? Web
            : Console;
    }
}
