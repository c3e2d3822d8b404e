using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using QuantBuild.Execution.Measuring;
using QuantBuild.Memory;
using QuantBuild.Models;
using QuantBuild.Policy;
using QuantBuild.Requests;
using QuantBuild.TestSupport;

namespace QuantBuild.Benchmarks;

/// <summary>The sample web service, started and asked for real: the highest resident memory of its whole process beside the projected (Linux).</summary>
internal static class WebSample
{
    private const int Requests = 50;

    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "samples", "WebApi");

    public static async Task<int> Run()
    {
        var model = Path.Combine(Folder, "models", "relevance.onnx");
        var program = Directory.EnumerateFiles(Path.Combine(Folder, "bin"), "WebApi.dll", SearchOption.AllDirectories).FirstOrDefault();
        if (program is null || !File.Exists(model))
        {
            Console.Error.WriteLine("Build it first: dotnet build samples/WebApi");
            return 1;
        }

        using var folder = new TestDirectory();
        Console.WriteLine("| model | heap | low – high | projected | measured, three starts | error |\n| --- | --- | --- | --- | --- | --- |");
        foreach (var (name, path) in new[] { ("inline", model), ("external data", ExternalCopy.Write(model, folder.Path)) })
        {
            foreach (var fixedHeap in new[] { false, true })
            {
                var projected = Project(path, fixedHeap);
                var measured = new List<ByteSize>();
                for (var start = 0; start < 3; start++)
                {
                    measured.Add(await Measure(program, path, fixedHeap));
                }

                var error = (projected.Expected.Megabytes / MeasuredRange.Of(measured.Select(size => size.Bytes)).Median.Megabytes - 1) * 100;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"| {name} | {(fixedHeap ? "fixed" : "default")} | {projected.Low} – {projected.High} | {projected.Expected} | {string.Join(", ", measured)} | {error:+0.0;-0.0;0.0} % |"));
            }
        }

        return 0;
    }

    private static MemoryBand Project(string model, bool fixedHeap) => Pipeline.Run(new RunRequest
    {
        Models =
        [
            new ModelRequest
            {
                Path = model,
                DisplayPath = model,
                Mode = ModelMode.Never,
                RuntimeOptions = RuntimeOptions.Default with { Host = Inspection.ConsumerHost.Web, Session = new Execution.SessionSettings { FixedHeap = fixedHeap } },
            },
        ],
        ProjectFile = Folder,
    }).Processes[0].Projection.Peak;

    /// <summary>The kernel's high-water mark after the last of some requests.</summary>
    private static async Task<ByteSize> Measure(string program, string model, bool fixedHeap)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", ["exec", program, "--urls", address.ToString()]);
        start.Environment["MODEL"] = model;
        start.Environment.Remove(HeapSettings.ThresholdVariable); // an empty value would be a threshold of 0
        if (fixedHeap)
        {
            start.Environment[HeapSettings.ThresholdVariable] = HeapSettings.FixedThreshold;
        }

        using var server = Process.Start(start)!;
        try
        {
            using var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(1) };
            await Ready(client);
            for (var request = 0; request < Requests; request++)
            {
                await client.GetStringAsync("relevance");
            }

            return new ByteSize(server.PeakWorkingSet64);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    private static async Task Ready(HttpClient client)
    {
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            try
            {
                using var answer = await client.GetAsync("nothing-here");
                return;
            }
            catch (HttpRequestException) when (watch.Elapsed < TimeSpan.FromMinutes(1))
            {
                // Not listening yet.
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
