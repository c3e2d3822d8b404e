using System.Xml.Linq;

namespace QuantBuild.Benchmarks;

/// <summary>What a run of tests left: <c>dotnet test --logger trx</c>.</summary>
internal static class TestResults
{
    private static readonly XNamespace Schema = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <summary>A case each: class and method, without namespace and arguments.</summary>
    public static IReadOnlyList<(string Test, string Outcome)> Read(string path) =>
        [.. XDocument.Load(path).Descendants(Schema + "UnitTestResult").Select(result => (Name(result.Attribute("testName")!.Value), result.Attribute("outcome")!.Value))];

    private static string Name(string test)
    {
        var parts = test.Split('(')[0].Split('.');
        return $"{parts[^2]}.{parts[^1]}";
    }
}
