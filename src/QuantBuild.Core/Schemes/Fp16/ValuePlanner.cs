using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Models;

namespace QuantBuild.Schemes.Fp16;

/// <summary>Decides the form of every float32 value from the nodes that make and take it.</summary>
/// <param name="keepIoTypes">Graph inputs and outputs keep their types.</param>
/// <param name="choice">The nodes, and what is special about stored values.</param>
/// <param name="staysFull">Stored values that are float32 whoever takes them.</param>
internal sealed class ValuePlanner(bool keepIoTypes, HalfChoice choice, Func<GraphValue, bool> staysFull)
{
    private readonly ValueTable<ValuePlan> _plans = new(choice.Nodes.Count * 2);
    private readonly List<ValuePlan> _inOrder = [];

    public IReadOnlyList<ValuePlan> Plans => _inOrder;

    public ValuePlan? Of(GraphValue? value) => value is null ? null : _plans[value];

    public void Plan(IReadOnlyList<GraphScope> scopes, GraphNames names)
    {
        foreach (var value in scopes.SelectMany(scope => scope.Values).Where(value => value.Type == ElementType.Float32))
        {
            var plan = new ValuePlan(value) { WantedFull = value.Origin == ValueOrigin.Stored && StaysFull(value) };
            _plans[value] = plan;
            _inOrder.Add(plan);
        }

        foreach (var node in choice.Nodes)
        {
            Take(node);
        }

        foreach (var output in scopes.Where(KeepsBorder).SelectMany(scope => scope.Outputs))
        {
            if (Of(output) is { } plan)
            {
                plan.WantedFull = plan.FullKeepsName = true;
            }
        }

        foreach (var plan in _inOrder)
        {
            plan.MadeHalf = plan.Value.Origin switch
            {
                ValueOrigin.Node => plan.MadeHalf,
                ValueOrigin.Stored => !plan.WantedFull || (!plan.FullKeepsName && !StaysFull(plan.Value) && choice.IsStoredHalf(plan.Value)),
                ValueOrigin.Input => plan.WantedHalf && !KeepsBorder(plan.Value.Scope),
                _ => false,
            };
            plan.Name(names);
        }
    }

    /// <summary>What a body takes and gives stays float32, for its node hands it on.</summary>
    private bool KeepsBorder(GraphScope scope) => keepIoTypes || scope.Parent is not null;

    private bool StaysFull(GraphValue value) => staysFull(value) || choice.StaysStored(value) is not null;

    private void Take(NodePlan node)
    {
        for (var i = 0; i < node.HalfOutputs.Length; i++)
        {
            if (node.HalfOutputs[i] && Of(node.Node.Outputs[i]) is { } made)
            {
                made.MadeHalf = true;
            }
        }

        for (var i = 0; i < node.Node.Inputs.Count; i++)
        {
            if (Of(node.Node.Inputs[i]) is not { } plan)
            {
                continue;
            }

            if (node.HalfInputs[i])
            {
                plan.WantedHalf = true;
            }
            else
            {
                plan.WantedFull = true;
            }
        }
    }
}
