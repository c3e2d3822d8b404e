using System.IO.Compression;

namespace QuantBuild.Cli.Tests.Projects;

/// <summary>A package with an SDK that is the .NET SDK under another name.</summary>
internal static class SdkPackage
{
    public static void Write(string path, string id)
    {
        using var package = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var file in new[] { "Sdk.props", "Sdk.targets" })
        {
            Add("Sdk/" + file, $"""<Project><Import Project="{file}" Sdk="Microsoft.NET.Sdk" /></Project>""");
        }

        Add($"{id}.nuspec", $"""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata>
                <id>{id}</id><version>1.0.0</version><authors>a</authors><description>An SDK.</description>
                <packageTypes><packageType name="MSBuildSdk" /></packageTypes>
              </metadata>
            </package>
            """);

        void Add(string name, string text)
        {
            using var writer = new StreamWriter(package.CreateEntry(name).Open());
            writer.Write(text);
        }
    }
}
