using System.Diagnostics;
using System.Runtime.InteropServices;
using QuantBuild.Rewriting.Kernels;

namespace QuantBuild.Benchmarks;

/// <summary>Speed of the kernels in bytes of float32 a second; the best of many runs, because other load only slows.</summary>
internal static class KernelSpeed
{
    private const long BytesPerRun = 1L << 28;
    private const int Runs = 15;

    public static int Run()
    {
        Console.WriteLine($"{"GB/s of float32",-16} {"512 KiB",8} {"8 MiB",8} {"128 MiB",8}");
        Print("copy", (source, target) =>
        {
            source[..target.Length].CopyTo(target);
            source[target.Length..].CopyTo(target);
            return default;
        });
        Print("Vector256", Float32ToFloat16Vector256.Convert);
        Print("Vector128", Float32ToFloat16Vector128.Convert);
        Print("scalar", Float32ToFloat16Scalar.Convert);
        return 0;
    }

    private static void Print(string name, ElementConversion convert) =>
        Console.WriteLine($"{name,-16} {Speed(convert, 512 << 10),8:0.0} {Speed(convert, 8 << 20),8:0.0} {Speed(convert, 128 << 20),8:0.0}");

    private static double Speed(ElementConversion convert, int bytes)
    {
        var source = new byte[bytes];
        var target = new byte[bytes / 2];
        var random = new Random(1);
        foreach (ref var value in MemoryMarshal.Cast<byte, float>(source.AsSpan()))
        {
            value = (float)(random.NextDouble() - 0.5) / 10;
        }

        var best = double.MaxValue;
        for (var run = 0; run < Runs; run++)
        {
            var started = Stopwatch.GetTimestamp();
            for (var done = 0L; done < BytesPerRun; done += bytes)
            {
                convert(source, target);
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalSeconds);
        }

        return BytesPerRun / best / 1e9;
    }
}
