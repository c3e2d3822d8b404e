using System.Text;
using QuantBuild.Core.Tests.Rewriting;
using QuantBuild.Formats;
using QuantBuild.Models;
using QuantBuild.Policy;
using QuantBuild.Reporting;
using QuantBuild.Requests;
using QuantBuild.Rewriting;
using QuantBuild.Steps;
using QuantBuild.TestSupport;
using QuantBuild.Verification;

namespace QuantBuild.Core.Tests.Steps;

public sealed class Many_models_at_a_time : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TestDirectory _folder = new();

    [Fact]
    public void Say_and_leave_the_same_in_item_order_on_any_number_of_cores()
    {
        File.WriteAllText(_folder.File("broken.onnx"), "no model");
        var models = new[]
        {
            Model("small.onnx", 24), Model("large.onnx", 400), Request("broken.onnx") with { Processes = ["other"] },
            Model("missed.onnx", 32) with { Gate = new VerificationGate(MinSqnr: 150) }, Model("medium.onnx", 100),
        };

        var one = Run(models, cores: 1);
        var four = Run(models, cores: 4);

        Assert.Equal(one, four);
        Assert.Contains("\"status\": \"passed\"", one.Report, StringComparison.Ordinal);
        Assert.Equal(["large.onnx", "medium.onnx", "small.onnx"], one.Files.Select(file => file.Split(' ')[0]));
    }

    [Fact]
    public void Are_as_many_as_there_are_cores()
    {
        using var resources = new RunResources(Of(cores: 3, models: 7));
        using var together = new Barrier(3);
        var (running, most) = (0, 0);

        var results = resources.Each("working", Enumerable.Range(0, 7).ToList(), _ => Request("none.onnx"), number =>
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            if (number < 6)
            {
                // Two rounds of three, and one model that is left over.
                Assert.True(together.SignalAndWait(Patience));
            }

            Interlocked.Decrement(ref running);
            return number * 10;
        });

        Assert.Equal([0, 10, 20, 30, 40, 50, 60], results);
        Assert.Equal(3, most);
    }

    [Fact]
    public void Stop_at_the_first_failure_and_throw_it_as_it_was()
    {
        using var resources = new RunResources(Of(cores: 2, models: 5));
        var begun = 0;

        var thrown = Assert.Throws<IOException>(() => resources.Each<int, int>("working", [0, 1, 2, 3, 4], _ => Request("none.onnx"), number =>
        {
            Interlocked.Increment(ref begun);
            throw new IOException($"disk {number}");
        }));

        Assert.StartsWith("disk ", thrown.Message, StringComparison.Ordinal);
        Assert.InRange(begun, 1, 2);
    }

    [Theory]
    [InlineData(16.0, 1, 1)]
    [InlineData(16.0, 2, 5)]
    [InlineData(16.0, 16, 40)]
    [InlineData(1.0, 16, 40)]
    [InlineData(1.0, 3, 1)]
    public void Share_one_limit_of_buffers(double megabytes, int cores, int models)
    {
        var run = Of(cores, models) with { RewriteMemory = ByteSize.FromMegabytes(megabytes) };
        using var resources = new RunResources(run);

        // Every worker has a core of its own and two buffers, whichever rewrite it belongs to.
        var spare = resources.Rewrite.Spare!;
        var workers = 0;
        while (spare.TryTake())
        {
            workers++;
        }

        Assert.InRange(workers, 1, cores);
        Assert.InRange(2L * resources.Rewrite.BufferSize * workers, 1, run.RewriteMemory.Bytes);
        Assert.InRange(resources.AtATime, 1, Math.Min(workers, models));
    }

    [Fact]
    public void Give_back_every_core_they_took()
    {
        using var resources = new RunResources(Of(cores: 4, models: 2));
        var layout = new RandomLayout(_folder, 6, 30_000_000);
        Directory.CreateDirectory(_folder.File("out"));

        resources.Each("working", [0, 1, 2], _ => Request("none.onnx"), number =>
        {
            using var artifact = Rewriter.Write(new ArtifactLayout(layout.Layout), _folder.File($"out/{number}.bin"), resources.Rewrite, CancellationToken.None).Artifact;
            return artifact!.Hash;
        });
        for (var expected = 4; expected > 0; expected--)
        {
            Assert.True(resources.Rewrite.Spare!.TryTake());
        }

        Assert.False(resources.Rewrite.Spare!.TryTake());
    }

    [Fact]
    public void Leave_nothing_unfinished_when_they_are_interrupted()
    {
        var models = Enumerable.Range(0, 4).Select(number => Model($"m{number}.onnx", 300)).ToArray();
        using var interruption = new CancellationTokenSource();
        var request = Of(cores: 2, models: 0) with
        {
            Models = models,
            Write = true,
            Cancellation = interruption.Token,
            Progress = progress =>
            {
                if (progress is { Step: "converting", Number: 2 })
                {
                    interruption.Cancel();
                }
            },
        };

        Assert.Throws<OperationCanceledException>(() => Pipeline.Run(request));
        Assert.Empty(Files());
    }

    public void Dispose() => _folder.Dispose();

    private static void InterlockedMax(ref int most, int now)
    {
        for (var seen = most; now > seen; seen = most)
        {
            Interlocked.CompareExchange(ref most, now, seen);
        }
    }

    private Outcome Run(IReadOnlyList<ModelRequest> models, int cores)
    {
        if (Directory.Exists(_folder.File("out")))
        {
            Directory.Delete(_folder.File("out"), recursive: true);
        }

        var report = Pipeline.Run(Of(cores, models: 0) with { Models = models, Write = true });
        using var json = new MemoryStream();
        JsonReportWriter.Write(report, json);
        return new Outcome(Encoding.UTF8.GetString(json.ToArray()), string.Join('\n', Files().Select(file => $"{Path.GetFileName(file)} {FileHasher.Hash(file)}")));
    }

    private string[] Files() =>
        Directory.Exists(_folder.File("out")) ? [.. Directory.EnumerateFileSystemEntries(_folder.File("out")).Order(StringComparer.Ordinal)] : [];

    private RunRequest Of(int cores, int models) => new()
    {
        Models = [.. Enumerable.Range(0, models).Select(number => Request($"{number}.onnx"))], ProjectFile = _folder.Path, Cores = cores,
    };

    private ModelRequest Model(string name, int side)
    {
        new ModelBuilder().Input("x", $"1,{side}").MatMul(side, side).Relu().MatMul(side, side, seed: 2).Output("y", $"1,{side}").Save(_folder.File(name));
        return Request(name);
    }

    private ModelRequest Request(string name) => new()
    {
        Path = _folder.File(name), DisplayPath = name, Mode = ModelMode.Always, OutputPath = _folder.File($"out/{name}"), Processes = ["default"],
    };

    private sealed record Outcome(string Report, string Listing)
    {
        public IEnumerable<string> Files => Listing.Split('\n');
    }
}
