using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Benchmarks;

/// <summary>A converting command beside <c>cp</c> of the same file: alternating, warm cache, medians. CPU time, because wall time measures the neighbours.</summary>
internal static class Fp16AgainstCopy
{
    private static readonly ByteSize Small = new(100 * 1024);

    // A virtual machine hands freed memory back to its host within a second or so, and taking it again costs several times as much as a copy. So that
    // every command meets the same, as much as the large model takes is freed before each, and then enough time passes.
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(3);

    public static int Run(string[] arguments)
    {
        if (!OperatingSystem.IsLinux() || Fp16AgainstCopyOptions.Parse(arguments) is not { } options)
        {
            Console.Error.WriteLine("fp16-vs-cp [SIZE] [--command TEXT] [--tool DLL] [--folder FOLDER] [--repeat N], on Linux; SIZE is " + ByteSize.LegalForms);
            return 1;
        }

        var folder = Directory.CreateDirectory(Path.Combine(options.Folder, $"quantbuild-fp16-vs-cp-{Environment.ProcessId}")).FullName;
        try
        {
            Measure(options, folder);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Measure(Fp16AgainstCopyOptions options, string folder)
    {
        var (large, small) = (Model(folder, "large.onnx", options.Size), Model(folder, "small.onnx", Small));
        var freed = new FileInfo(large).Length;
        var (copies, runs, starts) = (new List<ChildProcess.Usage>(), new List<ChildProcess.Usage>(), new List<ChildProcess.Usage>());
        for (var i = 0; i < options.Repeat; i++)
        {
            copies.Add(One("cp {model} {output}", large, folder, freed));
            runs.Add(One(options.Command, large, folder, freed));
            starts.Add(One(options.Command, small, folder, freed));
        }

        Console.WriteLine($"{options.Command}\n{new ByteSize(new FileInfo(large).Length)}, median of {options.Repeat}, alternating, warm cache, {Settle.TotalSeconds:0} s after as many bytes were freed\n");
        Console.WriteLine($"{"",-16} {"CPU s",8} {"range",13} {"wall s",8} {"peak MB",8}");
        Print("cp", copies);
        Print("command", runs);
        Print($"command, {new FileInfo(small).Length / 1024} KB", starts);
        var (copy, run, start) = (Median(copies, usage => usage.Cpu), Median(runs, usage => usage.Cpu), Median(starts, usage => usage.Cpu));
        Console.WriteLine($"\nCPU ÷ CPU of cp: gross {run / copy:0.00}, net of the small model {(run - start) / copy:0.00}");
    }

    private static string Model(string folder, string name, ByteSize size)
    {
        var path = Path.Combine(folder, name);
        BigModel.Write(path, size);
        return path;
    }

    private static ChildProcess.Usage One(string command, string model, string folder, long freed)
    {
        var output = Path.Combine(folder, "out.onnx");
        File.Delete(output);
        Free(Path.Combine(folder, "freed"), freed);
        Thread.Sleep(Settle);
        Warm(model);
        string[] words = [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Replace("{model}", model, StringComparison.Ordinal).Replace("{output}", output, StringComparison.Ordinal))];
        var usage = ChildProcess.Run(words[0], words[1..]);
        return File.Exists(output) ? usage : throw new InvalidOperationException($"'{command}' wrote nothing to {{output}}");
    }

    private static void Free(string path, long bytes)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        var buffer = new byte[1 << 20];
        for (var written = 0L; written < bytes; written += buffer.Length)
        {
            file.Write(buffer);
        }
    }

    private static void Warm(string path)
    {
        var buffer = new byte[1 << 20];
        using var file = File.OpenHandle(path);
        for (long position = 0, read; (read = RandomAccess.Read(file, buffer, position)) > 0; position += read)
        {
        }
    }

    private static void Print(string name, List<ChildProcess.Usage> usages) => Console.WriteLine(
        $"{name,-16} {Median(usages, usage => usage.Cpu),8:0.000} {$"{usages.Min(usage => usage.Cpu):0.000}-{usages.Max(usage => usage.Cpu):0.000}",13} "
        + $"{Median(usages, usage => usage.Wall),8:0.000} {usages.Max(usage => usage.PeakBytes) / 1048576.0,8:0.0}");

    private static double Median(List<ChildProcess.Usage> usages, Func<ChildProcess.Usage, double> figure) =>
        usages.Select(figure).Order().ElementAt(usages.Count / 2);
}
