using QuantBuild.TestSupport;

namespace QuantBuild.Benchmarks;

/// <summary>What the package costs a build: up to date beside the same project without it, then with one model changed.</summary>
internal static class BuildOverhead
{
    private const int Models = 10;
    private const int DefaultRepeat = 10;

    public static int Run(string[] arguments)
    {
        var repeat = DefaultRepeat;
        if (arguments is not [] && !(arguments is [var count] && int.TryParse(count, out repeat) && repeat > 0))
        {
            Console.Error.WriteLine("build-overhead [REPEAT]");
            return 1;
        }

        using var folder = new TestDirectory("quantbuild-overhead");
        var version = $"0.1.0-overhead.{Guid.NewGuid():N}";
        var feed = Pack(folder, version);
        var with = OverheadProject.Create(folder.File("with/"), feed, version, Models);
        var without = OverheadProject.Create(folder.File("without/"), feed, null, Models);
        with.Build();
        without.Build();

        var upToDate = Alternate(repeat, () => without.Build(), () => with.Build());
        Report("nothing changed: without, with the package", upToDate);
        ReportTargets(folder, with, repeat);
        foreach (var verify in new[] { "false", "true" })
        {
            var property = $"-p:QuantBuildVerify={verify}";
            with.Build(property);
            Report($"QuantBuildVerify={verify}: nothing changed, one model changed", Alternate(repeat, () => with.Build(property), () =>
            {
                with.Change();
                return with.Build(property);
            }));
        }

        return 0;
    }

    private static string Pack(TestDirectory folder, string version)
    {
        var feed = Path.Combine(folder.Path, "feed");
        var result = Dotnet.RunAsync(RepositoryRoot.Path,
        [
            "pack", "src/QuantBuild.Tasks", "-c", "Release", "-o", feed, $"-p:Version={version}", "--artifacts-path", Path.Combine(folder.Path, "artifacts"),
        ]).GetAwaiter().GetResult();
        return result.ExitCode == 0 ? feed : throw new InvalidOperationException(result.Output);
    }

    private static (double[] First, double[] Second) Alternate(int repeat, Func<double> first, Func<double> second)
    {
        var times = (First: new double[repeat], Second: new double[repeat]);
        for (var i = 0; i < repeat; i++)
        {
            times.First[i] = first();
            times.Second[i] = second();
        }

        return times;
    }

    private static void Report(string what, (double[] First, double[] Second) times) =>
        Console.WriteLine($"{what}: {Median(times.First):0} ms, {Median(times.Second):0} ms, {Median(times.Second) - Median(times.First):+0;-0} ms");

    private static void ReportTargets(TestDirectory folder, OverheadProject project, int repeat)
    {
        var log = folder.File("build.binlog");
        var times = Enumerable.Range(0, repeat).Select(_ =>
        {
            project.Build($"-bl:{log}");
            return TargetTimes.Read(log);
        }).ToList();
        Console.WriteLine($"our targets, nothing changed: {Median([.. times.Select(time => time.Milliseconds)]):0.0} ms, {times.Sum(time => time.Processes)} processes started");
    }

    private static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
