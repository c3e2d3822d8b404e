namespace QuantBuild.Memory.Simulation.Rewrite;

/// <summary>Rules by the operator they start from, tried node by node in the order of execution until the node is gone.</summary>
internal static class NodeRules
{
    private static readonly (string Operator, RewriteRule Rule)[] Basic =
    [
        ("Identity", Eliminations.Identity),
        ("Slice", Eliminations.Slice),
        ("Dropout", Eliminations.Dropout),
        ("Expand", Eliminations.Expand),
        ("Cast", Eliminations.Cast),
        ("Cast", Eliminations.CastBeforeShape),
        ("Add", Eliminations.NeutralElement),
        ("Sub", Eliminations.NeutralElement),
        ("Mul", Eliminations.NeutralElement),
        ("Div", Eliminations.NeutralElement),
        ("Div", Simplifications.ReciprocalTimes),
        ("Relu", Simplifications.ReluBeforeClip),
        ("Gemm", Simplifications.GemmPlusSum),
        ("Gemm", Simplifications.GemmOfTransposed),
        ("Where", Simplifications.WhereNot),
        ("Conv", ConvolutionFolding.Addend),
        ("Conv", ConvolutionFolding.Factor),
        ("Conv", ConvolutionFolding.Normalisation),
        ("ConvTranspose", ConvolutionFolding.Normalisation),
        ("Pad", PadFolding.IntoWindow),
        ("MatMul", MatMulNormalisation.Apply),
    ];

    private static readonly ILookup<string, RewriteRule> ByOperator = Basic.ToLookup(entry => entry.Operator, entry => entry.Rule);

    public static bool Apply(RuntimeGraph graph, SimulationOptions options)
    {
        var changed = false;
        foreach (var node in ExecutionOrder.Of(graph))
        {
            foreach (var rule in node.Domain.Length == 0 ? ByOperator[node.Operator] : [])
            {
                if (!graph.Nodes.Contains(node))
                {
                    break;
                }

                changed |= rule(graph, node);
            }
        }

        return changed;
    }
}
