using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Benchmarks;

/// <summary>Peak memory of fp16 over models with external data of growing size: the input is sparse, the output is not.</summary>
internal static class ExternalMemory
{
    private static readonly string[] DefaultSizes = ["100MB", "1GB", "6GB"];

    public static int Run(string[] arguments)
    {
        var tool = Path.Combine(AppContext.BaseDirectory, "dotnet-quantize-check.dll");
        if (arguments is ["--tool", var other, ..])
        {
            (tool, arguments) = (other, arguments[2..]);
        }

        var sizes = new List<ByteSize>();
        foreach (var text in arguments.Length == 0 ? DefaultSizes : arguments)
        {
            if (!OperatingSystem.IsLinux() || !ByteSize.TryParse(text, out var size))
            {
                Console.Error.WriteLine("external-memory [--tool DLL] [SIZE...], on Linux; SIZE is " + ByteSize.LegalForms);
                return 1;
            }

            sizes.Add(size);
        }

        var folder = Directory.CreateTempSubdirectory("quantbuild-external-memory-").FullName;
        try
        {
            return Measure(sizes, tool, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Measure(List<ByteSize> sizes, string tool, string folder)
    {
        var free = new ByteSize(new DriveInfo(folder).AvailableFreeSpace);
        if (free < sizes.Max() * 0.6)
        {
            Console.Error.WriteLine($"'{folder}' has {free} free; the output of {sizes.Max()} takes half of that. Set TMPDIR to another disk.");
            return 1;
        }

        Console.WriteLine($"fp16, --external-data auto, --verify false\n\n{"source",12} {"model file",12} {"data file",12} {"CPU s",8} {"wall s",8} {"peak MB",8}");
        foreach (var size in sizes)
        {
            var (model, output) = (Path.Combine(folder, "in", "m.onnx"), Path.Combine(folder, "out", "m.onnx"));
            Directory.CreateDirectory(Path.GetDirectoryName(model)!);
            BigModel.WriteExternal(model, size);
            var usage = ChildProcess.Run("dotnet",
                [tool, "quantize", model, "-o", output, "--scheme", "fp16", "--mode", "always", "--verify", "false"]);
            Console.WriteLine($"{Length(model) + Length(model + ".data"),12} {Length(output),12} {Length(output + ".data"),12} {usage.Cpu,8:0.000} {usage.Wall,8:0.000} {usage.PeakBytes / 1048576.0,8:0.0}");
            Directory.Delete(Path.GetDirectoryName(output)!, recursive: true);
        }

        return 0;
    }

    private static ByteSize Length(string path) => new(new FileInfo(path).Length);
}
