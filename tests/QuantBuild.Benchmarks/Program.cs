using System.Globalization;
using QuantBuild.Benchmarks.Calibration;
using QuantBuild.Benchmarks.Networks;

namespace QuantBuild.Benchmarks;

/// <summary>What takes too long for a test, or measures time: one verb each.</summary>
internal static class Program
{
    private const string Usage = """
        generate PATH SIZE            a float32 ONNX chain of MatMul, deterministic
        networks FOLDER               networks of 100 to 400 MB, of other kinds, and quantized ones, deterministic
        widen SOURCE TARGET           a float16 model as a float32 one
        kernel-sweep                  every float16 kernel against the cast, on all 2^32 patterns
        kernel                        every float16 kernel in GB/s, beside a copy of memory
        models FOLDER [SHAPES.csv]    every scheme on every ONNX model there: what converted, loads, and how close it is
        backend-tests FOLDER          round trip and every scheme on the ONNX backend tests (Debian: libonnx-testdata)
        shape-tests FOLDER            shapes of the ONNX backend tests: ours beside those of the expected outputs
        every-byte                    every byte of ten small models flipped, and every truncation: what each is answered with
        mutations FOLDER [COUNT]      every ONNX model there, and COUNT seeded changes of its structure: what each is answered with
        external-memory [--tool DLL] [SIZE...]
                                      peak memory of fp16 over sparse external data of 100 MB, 1 GB and 6 GB (Linux)
        measure-table FOLDER [SHAPES.csv [REFERENCE.csv]]
                                      measured memory of every ONNX model there under five session options
        projections FOLDER [SHAPES]   projected peak of every model there under each option
        truth-table MEASURED.csv FOLDER [SHAPES]
                                      the same beside measured peaks; what the file of measurements lacks is measured and added
        profile MODEL [LEVEL [SHAPES]] memory of the first run, node by node: ours beside ONNX Runtime's own profile
        calibrate FOLDER [SHAPES]     constants of the runtime profile as this machine and version give them, from ten models or more
        load-table FOLDER [SHAPES]    loading measured by itself and runs projected, beside the measured peak of whole runs
        web-sample                    peak of the sample web service beside the projected (Linux; dotnet build samples/WebApi first)
        start-up DLL                  what a conversion of 100 KB costs, and how many methods are compiled while it runs (Linux)
        many-nodes [--tool DLL]       time and memory of a conversion by the number of nodes (Linux)
        checklist RESULTS.trx...      the points of good behaviour in a build as a table, with what became of their tests in those runs
        build-overhead [REPEAT]       what the package costs a build: nothing changed, one model changed
        fp16-vs-cp [SIZE] [--command "PROGRAM ARGUMENTS {model} {output}"] [--tool DLL] [--folder FOLDER] [--repeat N]
                                      CPU and memory of a command beside those of cp, alternating (Linux)
        """;

    private static int Main(string[] arguments) => arguments switch
    {
        ["generate", var path, var size] => Generate.Run(path, size),
        ["networks", var folder] => GeneratedNetworks.Write(folder),
        ["widen", var source, var target] => WidenedCopy.Write(source, target),
        ["kernel-sweep"] => KernelSweep.Run(),
        ["kernel"] => KernelSpeed.Run(),
        ["models", var folder, .. { Length: <= 1 } shapes] => ModelTable.Run(folder, shapes.ElementAtOrDefault(0)),
        ["measure-table", var folder, .. { Length: <= 2 } files] => MeasuredTable.Run(folder, files.ElementAtOrDefault(0), files.ElementAtOrDefault(1)),
        ["backend-tests", var folder] => BackendTests.Run(folder),
        ["shape-tests", var folder] => ShapeTests.Run(folder),
        ["every-byte"] => HostileModels.EveryByte(),
        ["mutations", var folder] => HostileModels.Mutations(folder, 0),
        ["mutations", var folder, var count] => HostileModels.Mutations(folder, int.Parse(count, CultureInfo.InvariantCulture)),
        ["external-memory", .. var sizes] => ExternalMemory.Run(sizes),
        ["projections", var folder, .. { Length: <= 1 } shapes] => TruthTable.Project(folder, shapes.ElementAtOrDefault(0)),
        ["truth-table", var measurements, var folder, .. { Length: <= 1 } shapes] => TruthTable.Run(measurements, folder, shapes.ElementAtOrDefault(0)),
        ["profile", var model, .. { Length: <= 2 } how] => ProfileComparison.Run(model, how.ElementAtOrDefault(0) ?? "all", how.ElementAtOrDefault(1)),
        ["calibrate", var folder, .. { Length: <= 1 } shapes] => Calibrate.Run(folder, shapes.ElementAtOrDefault(0)),
        ["load-table", var folder, .. { Length: <= 1 } shapes] => LoadTable.Run(folder, shapes.ElementAtOrDefault(0)),
        ["web-sample"] => WebSample.Run().GetAwaiter().GetResult(),
        ["start-up", var tool] => StartUp.Run(tool),
        ["many-nodes", .. var options] => ManyNodes.Run(options),
        ["checklist", .. { Length: > 0 } results] => Checklist.Run(results),
        ["build-overhead", .. var options] => BuildOverhead.Run(options),
        ["fp16-vs-cp", .. var options] => Fp16AgainstCopy.Run(options),
        _ => Explain(),
    };

    private static int Explain()
    {
        Console.Error.WriteLine(Usage);
        return 1;
    }
}
