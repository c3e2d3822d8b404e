using QuantBuild.Formats.Onnx;
using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Models;
using QuantBuild.Schemes.Fp16;

namespace QuantBuild.Schemes.Mixed;

/// <summary>
/// The stored float32 tensors that decide a model's size: all that could be float16 but the smallest, which together hold a hundredth of the
/// bytes. A large one is stored in float16 even where a node computes with it in float32.
/// </summary>
internal sealed class LargeTensors
{
    private const int SmallShare = 100;

    private readonly HashSet<GraphValue> _large = [];

    /// <param name="scopes">All graphs of the model.</param>
    /// <param name="nodes">What each node could have in float16.</param>
    /// <param name="all">The smallest count too.</param>
    public LargeTensors(IEnumerable<GraphScope> scopes, IEnumerable<NodePlan> nodes, bool all = false)
    {
        var full = nodes.SelectMany(plan => plan.Node.Inputs.Where((_, index) => !plan.HalfInputs[index])).ToHashSet();
        var sizes = scopes.SelectMany(scope => scope.Values)
            .Where(value => value is { Origin: ValueOrigin.Stored, Type: ElementType.Float32 } && !full.Contains(value))
            .Select(value => (Value: value, Elements: Elements(value)))
            .OrderBy(entry => entry.Elements)
            .ToList();
        var smallLeft = all ? 0 : sizes.Sum(entry => entry.Elements) / SmallShare;
        foreach (var (value, elements) in sizes)
        {
            smallLeft -= elements;
            if (smallLeft < 0)
            {
                _large.Add(value);
            }
        }
    }

    public bool Contains(GraphValue value) => _large.Contains(value);

    private static long Elements(GraphValue value)
    {
        var tensor = value.Initializer ?? value.Producer?.Proto.Attribute("value")?.T;
        return tensor is null ? value.Producer?.Proto.Attribute("value_floats")?.Floats.Count ?? 1 : tensor.Shape().Elements ?? 0;
    }
}
