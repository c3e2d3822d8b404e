using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Build;

public sealed class Checklist_of_the_build
{
    [Fact]
    public void Has_every_point_with_a_test_or_why_there_is_none()
    {
        var points = ChecklistPoint.ReadAll();
        Assert.Equal(Enumerable.Range(1, 45), points.Select(point => point.Number));
        Assert.All(points, point => Assert.True(point.Tests.Count > 0 || point.Untested.Length > 0, point.Text));
    }

    [Fact]
    public void Names_tests_that_exist()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "tests"), "*.cs", SearchOption.AllDirectories)
            .ToLookup(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText);
        foreach (var test in ChecklistPoint.ReadAll().SelectMany(point => point.Tests))
        {
            var (name, method) = test.Split('.') is [var first, var second] ? (first, second) : throw new FormatException(test);
            Assert.True(sources[name].Any(source => source.Contains($" {method}(", StringComparison.Ordinal)), test);
        }
    }
}
