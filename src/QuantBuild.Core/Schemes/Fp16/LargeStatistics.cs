using QuantBuild.Formats;
using QuantBuild.Formats.Onnx;
using QuantBuild.Formats.Onnx.Graphs;

namespace QuantBuild.Schemes.Fp16;

/// <summary>
/// Batch normalizations that divide by more than float16 holds. A clamped weight is off by itself; a clamped variance scales a whole channel,
/// by any factor. Before opset 14 the statistics have the type of what is normalized, so the node stays float32 with them.
/// </summary>
internal sealed class LargeStatistics(IReadOnlyList<Payload> payloads)
{
    public const string Reason = "statistics beyond the range of float16";

    /// <param name="node">Any node.</param>
    /// <param name="isHalf">What of its inputs would become float16, by position.</param>
    public bool Holds(GraphNode node, bool[] isHalf) =>
        node.Is("BatchNormalization") && node.Inputs.Skip(1).Where((value, index) => isHalf[index + 1] && value is not null).Any(value => Overflows(value!));

    private bool Overflows(GraphValue value)
    {
        try
        {
            return (value.Initializer ?? value.Producer?.Proto.Attribute("value")?.T) is { } tensor && LargestMagnitude.Of(tensor, payloads) > ObservedRange.LargestHalf;
        }
        catch (IOException)
        {
            return false; // The file went away since it was read; whoever writes the artifact reports it.
        }
    }
}
