namespace QuantBuild.Benchmarks;

/// <summary>What takes too long for a test, or measures time: one verb each.</summary>
internal static class Program
{
    private const string Usage = """
        generate PATH SIZE            a float32 ONNX chain of MatMul, deterministic
        kernel-sweep                  every float16 kernel against the cast, on all 2^32 patterns
        kernel                        every float16 kernel in GB/s, beside a copy of memory
        rewrite MODEL OUTPUT [THREADS [MEMORY]]
                                      the rewriter alone, as one child process of a measurement
        fp16-vs-cp [SIZE] [--command "PROGRAM ARGUMENTS {model} {output}"] [--tool DLL] [--folder FOLDER] [--repeat N]
                                      CPU and memory of a command beside those of cp, alternating (Linux)
        """;

    private static int Main(string[] arguments) => arguments switch
    {
        ["generate", var path, var size] => Generate.Run(path, size),
        ["kernel-sweep"] => KernelSweep.Run(),
        ["kernel"] => KernelSpeed.Run(),
        ["rewrite", var model, var output, .. var options] => Rewrite.Run(model, output, options),
        ["fp16-vs-cp", .. var options] => Fp16AgainstCopy.Run(options),
        _ => Explain(),
    };

    private static int Explain()
    {
        Console.Error.WriteLine(Usage);
        return 1;
    }
}
