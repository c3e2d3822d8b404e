using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Models;
using QuantBuild.Schemes.Fp16;

namespace QuantBuild.Schemes.Mixed;

/// <summary>
/// Which nodes compute in float32: those that must, and those beside them that would cost a cast in float16. Found as a minimum cut with
/// float16 at the source and float32 at the sink, in which each value that is made in one type and taken in the other costs one.
/// </summary>
internal sealed class Float32Regions
{
    private readonly MinimumCut _cut = new();
    private readonly Dictionary<GraphNode, int> _vertices = [];
    private readonly Dictionary<GraphValue, HashSet<int>> _takers = [];
    private readonly Dictionary<GraphValue, int> _makers = [];

    /// <param name="scopes">All graphs of the model.</param>
    /// <param name="nodes">What each node could have in float16.</param>
    /// <param name="keepIoTypes">Graph inputs and outputs stay float32.</param>
    /// <param name="mustStay">Why a node computes in float32 whatever it costs; null where it need not.</param>
    /// <param name="large">A node with such a tensor computes in float16, unless it must not.</param>
    public static List<NodePlan> Choose(
        IReadOnlyList<GraphScope> scopes, List<NodePlan> nodes, bool keepIoTypes, Func<GraphNode, string?> mustStay, LargeTensors large)
    {
        var regions = new Float32Regions();
        foreach (var node in nodes)
        {
            regions.Add(node, mustStay(node.Node) is not null, node.Node.Inputs.Any(value => value is not null && large.Contains(value)));
        }

        foreach (var scope in scopes)
        {
            regions.AddBorders(scope, keepIoTypes || scope.Parent is not null, large);
        }

        regions.AddValues(scopes.SelectMany(scope => scope.Values));
        var inHalf = regions._cut.Solve();
        return nodes.ConvertAll(node => !regions._vertices.TryGetValue(node.Node, out var vertex) || inHalf[vertex]
            ? node
            : NodePlan.Kept(node.Node, mustStay(node.Node) ?? "beside float32 nodes"));
    }

    private void Add(NodePlan plan, bool mustStay, bool isHeavy)
    {
        var node = plan.Node;
        if (plan.IsConverted)
        {
            _vertices.Add(node, _cut.AddVertex());
            _cut.AddEdge(mustStay ? _vertices[node] : MinimumCut.Source, mustStay ? MinimumCut.Sink : _vertices[node], mustStay || isHeavy ? MinimumCut.Never : 0);
        }

        for (var i = 0; i < node.Inputs.Count; i++)
        {
            Take(node.Inputs[i], plan.HalfInputs[i] ? _vertices[node] : MinimumCut.Sink);
        }

        for (var i = 0; i < node.Outputs.Count; i++)
        {
            if (node.Outputs[i] is { Origin: ValueOrigin.Node } value)
            {
                _makers[value] = plan.HalfOutputs[i] ? _vertices[node] : MinimumCut.Sink;
            }
        }
    }

    private void AddBorders(GraphScope scope, bool stays, LargeTensors large)
    {
        foreach (var value in scope.Values.Where(value => value.Origin != ValueOrigin.Node))
        {
            _makers[value] = value.Origin == ValueOrigin.Opaque || (value.Origin == ValueOrigin.Input && stays) ? MinimumCut.Sink
                : large.Contains(value) ? MinimumCut.Source
                : _cut.AddVertex();
        }

        foreach (var output in stays ? scope.Outputs : [])
        {
            Take(output, MinimumCut.Sink);
        }
    }

    private void Take(GraphValue? value, int vertex)
    {
        if (value is { Type: ElementType.Float32 })
        {
            (_takers.TryGetValue(value, out var takers) ? takers : _takers[value] = []).Add(vertex);
        }
    }

    /// <summary>However many take a value in the other type, one cast serves them all.</summary>
    private void AddValues(IEnumerable<GraphValue> values)
    {
        foreach (var value in values)
        {
            if (!_takers.TryGetValue(value, out var takers) || !_makers.TryGetValue(value, out var maker))
            {
                continue;
            }

            if (takers.Count == 1)
            {
                _cut.AddEdge(maker, takers.First(), 1, 1);
                continue;
            }

            var (full, half) = (_cut.AddVertex(), _cut.AddVertex());
            _cut.AddEdge(maker, full, 1);
            _cut.AddEdge(half, maker, 1);
            foreach (var taker in takers)
            {
                _cut.AddEdge(full, taker, MinimumCut.Never);
                _cut.AddEdge(taker, half, MinimumCut.Never);
            }
        }
    }
}
