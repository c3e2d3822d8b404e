using System.Diagnostics;
using System.Security.Cryptography;
using Xunit.Abstractions;

namespace QuantBuild.Build.Tests;

[Collection(OnePackedFeed.Name)]
[Trait(Ring.Trait, Ring.Wide)]
public sealed class Builds_killed_at_random_moments(PackedFeed feed, ITestOutputHelper output)
{
    private const int Kills = 20;
    private const int Models = 5;
    private const int Seed = 14;
    private const string Kept = "obj/Debug/quantized";

    [Fact]
    public async Task The_next_build_is_right_and_nothing_is_left()
    {
        using var app = new Consumer(feed, """<QuantizeModel Include="nets/*.onnx" Mode="Always" />""");
        var random = new Random(Seed);
        var length = TimeSpan.Zero;
        // Two generations of models, so that what an older build left is never what the next one has to make.
        var right = new Dictionary<string, string>[2];
        for (var generation = 0; generation < right.Length; generation++)
        {
            WriteModels(app, generation);
            var started = Stopwatch.GetTimestamp();
            (await app.BuildAsync()).Succeeded();
            length = Stopwatch.GetElapsedTime(started);
            right[generation] = State(app);
        }

        Assert.NotEqual(right[0], right[1]);
        for (var kill = 0; kill < Kills; kill++)
        {
            var generation = kill % right.Length;
            WriteModels(app, generation);
            var moment = length * random.NextDouble();
            var killed = await BuildAndKillAsync(app, moment, (Victim)random.Next(3));
            output.WriteLine($"{kill + 1}: after {moment.TotalSeconds:0.00} s of {length.TotalSeconds:0.00} s, {killed}");

            (await app.BuildAsync()).Succeeded();
            Assert.Equal(right[generation], State(app));
            Assert.Empty(ProjectProcesses.Tools(app));
        }
    }

    private static async Task<string> BuildAndKillAsync(Consumer app, TimeSpan moment, Victim victim)
    {
        var build = app.DotnetAsync("build", "--no-restore");
        await Task.WhenAny(build, Task.Delay(moment));
        var (all, tools) = (ProjectProcesses.All(app), ProjectProcesses.Tools(app));
        var victims = tools.Count == 0 || victim == Victim.Everything ? all : victim == Victim.Tool ? tools : [.. all.Except(tools)];
        ProjectProcesses.Signal("KILL", victims);
        await build;
        return $"{victims.Count} of {all.Count} processes killed, {tools.Count} of them the tool's";
    }

    private static void WriteModels(Consumer app, int generation)
    {
        for (var model = 0; model < Models; model++)
        {
            app.WriteModel($"nets/{model}.onnx", 768, seed: 1 + (generation * Models) + model);
        }
    }

    /// <summary>Every file that is kept between builds by its name, and the bytes of what ships.</summary>
    private static Dictionary<string, string> State(Consumer app) =>
        Files(app, Kept).Select(file => (File: file, Ships: file.Contains("/quantized/files/", StringComparison.Ordinal)))
            .Concat(Files(app, "bin/Debug/net10.0/nets").Select(file => (File: file, Ships: true)))
            .ToDictionary(entry => Path.GetRelativePath(app.Folder, entry.File), entry => entry.Ships ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(entry.File))) : "");

    private static IEnumerable<string> Files(Consumer app, string folder) =>
        Directory.Exists(app.File(folder)) ? Directory.EnumerateFiles(app.File(folder), "*", SearchOption.AllDirectories) : [];

    private enum Victim
    {
        Everything,
        Tool,
        Build,
    }
}
