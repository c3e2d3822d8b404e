using QuantBuild.Formats.Onnx.Graphs;

namespace QuantBuild.Schemes.Mixed;

/// <summary>Looks up what an observation says of a value. Observations know names, so a name in a body stands for all its namesakes.</summary>
internal sealed class OutOfRangeValues(Observations? observations)
{
    private const string Reason = "values that float16 cannot hold";

    private readonly HashSet<string> _names = (observations?.OutOfRange ?? []).Select(range => range.Tensor).ToHashSet(StringComparer.Ordinal);

    /// <summary>Why a stored value must keep its elements as they are; null where it need not.</summary>
    public string? Stored(GraphValue value) => value.Consumers.All(node => IsBound(node, node.Inputs.IndexOf(value))) ? null : Of(value);

    /// <summary>Why the node must take and give float32; null where it need not, or nothing is known.</summary>
    public string? At(GraphNode node) => node.Outputs.Concat(node.Inputs.Where((_, index) => !IsBound(node, index)))
        .Select(value => value is null ? null : Of(value))
        .FirstOrDefault(reason => reason is not null);

    private string? Of(GraphValue value) => _names.Contains(value.Name) ? Reason : null;

    /// <summary>A bound beyond the range bounds nothing: whether the values themselves fit, their own observation says.</summary>
    private static bool IsBound(GraphNode node, int input) => node.Is("Clip") && input > 0;
}
