using System.Xml.Linq;

namespace QuantBuild.Benchmarks;

/// <summary>What a run of tests left: <c>dotnet test --logger trx</c>.</summary>
internal static class TestResults
{
    private static readonly XNamespace Schema = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <summary>A case each, with its arguments, and the class and method that it is one of.</summary>
    public static IReadOnlyList<(string Case, string Test, string Outcome)> Read(string path) =>
        [.. XDocument.Load(path).Descendants(Schema + "UnitTestResult").Select(result => (Case: result.Attribute("testName")!.Value, Outcome: result.Attribute("outcome")!.Value))
            .Select(result => (result.Case, Name(result.Case), result.Outcome))];

    private static string Name(string test)
    {
        var parts = test.Split('(')[0].Split('.');
        return $"{parts[^2]}.{parts[^1]}";
    }
}
