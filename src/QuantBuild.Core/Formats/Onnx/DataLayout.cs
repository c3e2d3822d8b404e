using System.Collections.Immutable;

namespace QuantBuild.Formats.Onnx;

/// <summary>Lays out the file beside a model: its external payloads, zeros between them.</summary>
internal static class DataLayout
{
    private static readonly byte[] Zeros = new byte[ExternalStorage.Alignment];

    /// <summary>One file, or none where nothing is stored beside the model.</summary>
    public static ImmutableArray<KeyValuePair<string, FileLayout>> Of(OnnxModel model)
    {
        var external = model.Payloads.OfType<ExternalPayload>().DistinctBy(payload => payload.Offset).OrderBy(payload => payload.Offset).ToList();
        if (external.Count == 0)
        {
            return [];
        }

        var segments = ImmutableArray.CreateBuilder<LayoutSegment>();
        long end = 0;
        foreach (var payload in external)
        {
            if (payload.Offset > end)
            {
                segments.Add(new LayoutSegment(end, new InlinePayload(Zeros.AsMemory(0, (int)(payload.Offset - end)))));
            }

            segments.Add(new LayoutSegment(payload.Offset, payload.Content));
            end = segments[^1].End;
        }

        return [KeyValuePair.Create(external[0].Location, new FileLayout(segments.ToImmutable()))];
    }
}
