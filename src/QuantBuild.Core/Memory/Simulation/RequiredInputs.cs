using QuantBuild.Formats.Onnx.Graphs;

namespace QuantBuild.Memory.Simulation;

// https://github.com/onnx/onnx/blob/main/docs/Operators.md

/// <summary>How many inputs the rewriting relies on; a node with fewer is none that the runtime would load.</summary>
internal static class RequiredInputs
{
    private static readonly Dictionary<string, int> Counts = Table(
        (2, "Add Sub Mul Div Pow Mod MatMul Gemm Conv ConvTranspose ConvInteger MatMulInteger FusedConv FusedMatMul FusedGemm PRelu"),
        (2, "Equal Less Greater LessOrEqual GreaterOrEqual And Or Xor BitShift Gather GatherElements GatherND Expand Tile Reshape"),
        (2, "QuantizeLinear DequantizeLinear LayerNormalization RMSNormalization SimplifiedLayerNormalization CumSum Compress BiasGelu"),
        (3, "Where ScatterND ScatterElements Scatter InstanceNormalization GroupNormalization LSTM GRU RNN OneHot SkipLayerNormalization"),
        (3, "MatMulNBits DynamicQuantizeMatMul GatherBlockQuantized"),
        (5, "BatchNormalization"),
        (8, "QLinearConv QLinearMatMul"),
        (0, "Constant RandomNormal RandomUniform If Loop Scan SequenceEmpty Optional"));

    /// <summary>As many inputs as a node likes, none of them optional.</summary>
    private static readonly HashSet<string> AllInputs = new(["Concat", "Sum", "Max", "Min", "Mean", "Einsum", "SequenceConstruct"], StringComparer.Ordinal);

    /// <summary>All that these make is optional; of other nodes the first output is what they are for.</summary>
    private static readonly HashSet<string> OmitFirstOutput = new(["LSTM", "GRU", "RNN", "DynamicQuantizeLSTM", "If", "Loop", "Scan"], StringComparer.Ordinal);

    /// <summary>Every standard node has what its operator requires, and makes something.</summary>
    public static bool ArePresent(GraphScope graph) => graph.Nodes.TrueForAll(node =>
        (node.Domain is not ("" or "com.microsoft") || IsComplete(node)) && node.Bodies.All(ArePresent));

    private static bool IsComplete(GraphNode node)
    {
        var required = AllInputs.Contains(node.Operator) ? Math.Max(1, node.Inputs.Count) : Counts.GetValueOrDefault(node.Operator, 1);
        return node.Outputs.Count > 0 && (node.Outputs[0] is not null || OmitFirstOutput.Contains(node.Operator))
            && node.Inputs.Count >= required && node.Inputs.Take(required).All(input => input is not null);
    }

    private static Dictionary<string, int> Table(params ReadOnlySpan<(int Count, string Operators)> rows)
    {
        var table = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (count, operators) in rows)
        {
            foreach (var name in operators.Split(' '))
            {
                table.Add(name, count);
            }
        }

        return table;
    }
}
