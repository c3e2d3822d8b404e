using QuantBuild.Formats;
using QuantBuild.Models;
using QuantBuild.Rewriting;

namespace QuantBuild.Benchmarks;

/// <summary>The rewriter alone: every byte of a file but a short head as float32 to float16.</summary>
internal static class Rewrite
{
    public static int Run(string model, string output, string[] options)
    {
        var threads = options.Length > 0 ? int.Parse(options[0]) : 0;
        var memory = options.Length > 1 && ByteSize.TryParse(options[1], out var size) ? size : RewriteOptions.Default.Memory;
        var (artifact, failure) = Rewriter.Write(Layout(Path.GetFullPath(model)), Path.GetFullPath(output), new(memory, threads), CancellationToken.None);
        failure ??= artifact!.Commit(Path.GetFullPath(output));
        artifact?.Dispose();
        Console.WriteLine(failure?.Message ?? $"{artifact!.Size} {artifact.Hash}");
        return failure is null ? 0 : 1;
    }

    // A head of literal bytes and then tensors of the usual 16 MB, at offsets that are no multiple of anything.
    private static FileLayout Layout(string model)
    {
        const long tensor = 16 << 20;
        const int head = 14;
        var payload = (new FileInfo(model).Length - head) / sizeof(float) * sizeof(float);
        var segments = new List<LayoutSegment> { new(0, new InlinePayload(new byte[head])) };
        for (var start = 0L; start < payload; start += tensor)
        {
            var range = new ByteRange(model, head + start, Math.Min(tensor, payload - start));
            segments.Add(new(segments[^1].End, new ConvertedPayload(new FilePayload(range), PayloadConversion.Float32ToFloat16, $"w{segments.Count}")));
        }

        return new([.. segments]);
    }
}
