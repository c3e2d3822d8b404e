using System.Xml.Linq;
using QuantBuild.TestSupport;

namespace QuantBuild.Build.Tests;

/// <summary>Versions of packages that the repository itself uses, so that a machine that built it has them.</summary>
internal static class PackageVersions
{
    private static readonly Dictionary<string, string> Known = XDocument.Load(Path.Combine(RepositoryRoot.Path, "Directory.Packages.props"))
        .Descendants("PackageVersion")
        .ToDictionary(element => element.Attribute("Include")!.Value, element => element.Attribute("Version")!.Value);

    public static string Of(string package) => Known[package];
}
