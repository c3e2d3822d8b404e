using QuantBuild.Formats;
using QuantBuild.Models;
using QuantBuild.Rewriting;

namespace QuantBuild.Benchmarks;

/// <summary>The rewriter alone: the payloads of a generated model from float32 to float16.</summary>
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

    // What stands between the payloads is copied as it is, which makes no valid model but the same work.
    private static FileLayout Layout(string model)
    {
        var segments = new List<LayoutSegment>();
        var position = 0L;
        foreach (var payload in RawDataScan.Of(model))
        {
            Add(new FilePayload(new ByteRange(model, position, payload.Offset - position)));
            Add(new ConvertedPayload(new FilePayload(payload), PayloadConversion.Float32ToFloat16, $"w{segments.Count / 2}"));
            position = payload.End;
        }

        return new([.. segments]);

        void Add(Payload content) => segments.Add(new(segments.Count == 0 ? 0 : segments[^1].End, content));
    }
}
