namespace QuantBuild.Memory.Shapes.Rules;

/// <summary>Recurrent layers.</summary>
internal static class RecurrentRules
{
    public static void Register(RuleTable table)
    {
        table.Add(Recur, "RNN", "GRU", "LSTM");
        table.AddTo(RuleTable.Microsoft, Recur, "DynamicQuantizeLSTM", "AttnLSTM");
    }

    /// <summary>All states, the last one, and the last cell of an LSTM; <c>layout</c> 1 puts the batch first.</summary>
    private static void Recur(NodeView node)
    {
        if (node.Shape(0) is not { Rank: 3 } input)
        {
            return;
        }

        var batchFirst = node.Integer("layout", 0) != 0;
        var (steps, batch) = (input.Dimensions[batchFirst ? 1 : 0], input.Dimensions[batchFirst ? 0 : 1]);
        var directions = Dimension.Of(node.Text("direction", "forward") == "bidirectional" ? 2 : 1);
        var hidden = node.Integer("hidden_size", -1) is >= 0 and var stated ? Dimension.Of(stated) : node.Shape(2).At(2);
        var state = Extents.Shape(batchFirst ? [batch, directions, hidden] : [directions, batch, hidden]);
        node.Output(0, node.Type(0), Extents.Shape(batchFirst ? [batch, steps, directions, hidden] : [steps, directions, batch, hidden]));
        node.Output(1, node.Type(0), state);
        node.Output(2, node.Type(0), state);
    }
}
