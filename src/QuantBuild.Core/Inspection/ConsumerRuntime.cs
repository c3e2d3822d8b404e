using System.Text.Json;
using NuGet.Versioning;

namespace QuantBuild.Inspection;

/// <summary>The version of ONNX Runtime that the application will run, from the assets file its restore wrote.</summary>
internal static class ConsumerRuntime
{
    private const string Package = "Microsoft.ML.OnnxRuntime";

    // The managed package carries the version of whichever native one it came with, so it speaks for variants such as .Gpu too.
    private const string ManagedPackage = Package + ".Managed";

    /// <summary>The lowest over all target frameworks and runtimes, because the artifact is shared; null where the application has none.</summary>
    public static NuGetVersion? Read(string assetsFile)
    {
        using var stream = File.OpenRead(assetsFile);
        using var assets = JsonDocument.Parse(stream);
        if (!assets.RootElement.TryGetProperty("targets", out var targets))
        {
            return null;
        }

        var versions = targets.EnumerateObject()
            .Select(target => VersionOf(target.Value, Package) ?? VersionOf(target.Value, ManagedPackage))
            .OfType<NuGetVersion>()
            .ToList();
        return versions.Count == 0 ? null : versions.Min();
    }

    private static NuGetVersion? VersionOf(JsonElement target, string package)
    {
        foreach (var library in target.EnumerateObject())
        {
            var slash = library.Name.IndexOf('/', StringComparison.Ordinal);
            if (slash == package.Length && library.Name.StartsWith(package, StringComparison.OrdinalIgnoreCase) &&
                NuGetVersion.TryParse(library.Name[(slash + 1)..], out var version))
            {
                return version;
            }
        }

        return null;
    }
}
