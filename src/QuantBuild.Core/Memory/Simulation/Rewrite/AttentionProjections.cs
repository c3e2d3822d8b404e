namespace QuantBuild.Memory.Simulation.Rewrite;

/// <summary>Products of an attention block stay as they are until the whole block is looked at: three that take a normalisation, and the one that is added to it.</summary>
internal sealed class AttentionProjections
{
    private readonly HashSet<RuntimeNode> _normalisations = [];
    private readonly HashSet<RuntimeNode> _projections = [];

    public bool Contains(RuntimeNode product, RuntimeNode add)
    {
        var source = product.Inputs[0]?.Producer;
        if (source is not null && _normalisations.Contains(source) || _projections.Contains(add))
        {
            return true;
        }

        if (source?.Operator != "LayerNormalization")
        {
            return false;
        }

        var takers = source.Out().Consumers;
        var residuals = takers.Where(taker => taker.Operator == "Add").ToList();
        if (residuals.Count != 1 || takers.Count(taker => taker.Operator == "MatMul") != 3 || takers.Count(taker => taker.Operator == "Shape") != takers.Count - 4)
        {
            return false;
        }

        var other = residuals[0].Inputs[0] == source.Out() ? residuals[0].Inputs[1] : residuals[0].Inputs[0];
        if (other?.Producer is not { Operator: "Add" } projection)
        {
            return false;
        }

        _normalisations.Add(source);
        _projections.Add(projection);
        return true;
    }
}
