using QuantBuild.Formats;
using QuantBuild.Rewriting.Kernels;

namespace QuantBuild.Rewriting;

/// <summary>A layout with its files open: what stands at any position of the output is found without looking at the rest.</summary>
internal sealed class RewritePlan : IDisposable
{
    private readonly SourceFiles _files = new();
    private readonly List<PlannedSegment> _segments = [];
    private readonly List<string> _tensors = [];
    private long[] _ends = [];

    private RewritePlan()
    {
    }

    public long Size { get; private set; }

    /// <summary>Names of the converted tensors, in layout order.</summary>
    public IReadOnlyList<string> Tensors => _tensors;

    public static RewritePlan? Open(FileLayout layout, out RewriteFailure? failure)
    {
        var plan = new RewritePlan();
        failure = plan.Add(layout);
        if (failure is null)
        {
            plan._ends = [.. plan._segments.ConvertAll(segment => segment.End)];
            return plan;
        }

        plan.Dispose();
        return null;
    }

    /// <summary>Index of the segment that holds the byte at <paramref name="position"/>.</summary>
    public int Find(long position)
    {
        var index = Array.BinarySearch(_ends, position);
        return index < 0 ? ~index : index + 1;
    }

    public PlannedSegment this[int index] => _segments[index];

    public void Dispose() => _files.Dispose();

    private RewriteFailure? Add(FileLayout layout)
    {
        foreach (var (offset, content) in layout.Segments)
        {
            if (offset != Size)
            {
                throw new ArgumentException($"A segment starts at {offset}, but the one before it ends at {Size}", nameof(layout));
            }

            var length = content.Length;
            if (length == 0)
            {
                continue; // Two segments must not end at the same byte: the search relies on it.
            }

            var converted = content as ConvertedPayload;
            if (PayloadSource.Open(converted?.Source ?? content, _files, out var failure) is not { } source)
            {
                return failure;
            }

            _segments.Add(new(Size, Size + length, source, converted is null ? null : KernelOf(converted), _tensors.Count));
            if (converted is not null)
            {
                _tensors.Add(converted.Tensor);
            }

            Size = checked(Size + length);
        }

        return null;
    }

    private static ElementKernel KernelOf(ConvertedPayload payload)
    {
        var kernel = ElementKernel.Of(payload.Conversion);
        return payload.Source.Length % kernel.SourceWidth == 0
            ? kernel
            : throw new ArgumentException($"'{payload.Tensor}' has {payload.Source.Length} bytes, which are no whole elements", nameof(payload));
    }
}
