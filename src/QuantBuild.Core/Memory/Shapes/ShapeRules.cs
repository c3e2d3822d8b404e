using QuantBuild.Memory.Shapes.Rules;

namespace QuantBuild.Memory.Shapes;

// Operators: https://github.com/onnx/onnx/blob/main/docs/Operators.md and
// https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md

/// <summary>What follows for the outputs of a node from what is known of its inputs.</summary>
internal static class ShapeRules
{
    private static readonly RuleTable Table = new(
        ElementwiseRules.Register,
        ConvolutionRules.Register,
        PoolingRules.Register,
        MatrixRules.Register,
        ReductionRules.Register,
        ReshapingRules.Register,
        SlicingRules.Register,
        GatheringRules.Register,
        ValueRules.Register,
        ResizingRules.Register,
        NormalizationRules.Register,
        RecurrentRules.Register,
        AttentionRules.Register,
        QuantizationRules.Register,
        SelectionRules.Register,
        SignalRules.Register,
        RandomRules.Register,
        OtherRules.Register,
        MachineLearningRules.Register);

    /// <summary>Operators that do not give the same result twice.</summary>
    private static readonly HashSet<string> Random =
        new(["RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike", "Multinomial", "Bernoulli"], StringComparer.Ordinal);

    /// <summary>Every operator that has a rule.</summary>
    public static IReadOnlyCollection<(string Domain, string Operator)> Operators => Table.Operators;

    public static bool Knows(string domain, string operatorType) => Table.Find(domain, operatorType) is not null;

    /// <summary>One entry for each output; null where it is omitted or nothing is known.</summary>
    public static IReadOnlyList<ValueFacts?> Infer(NodeCall call)
    {
        var facts = new ValueFacts?[call.OutputCount];
        if (Table.Find(call.Domain, call.Operator) is not { } rule)
        {
            return facts;
        }

        var run = new NodeView(call, atLoad: false);
        rule(run);
        var load = run;
        if (!run.SameAtLoad || run.DependsOnView)
        {
            load = new NodeView(call, atLoad: true);
            rule(load);
        }

        var (constant, bounded) = (true, false);
        for (var i = 0; i < call.Inputs.Count; i++)
        {
            constant &= call.Inputs[i] is null or { IsConstant: true };
            bounded |= call.Inputs[i] is { IsUpperBound: true };
        }

        constant = constant && !Random.Contains(call.Operator);
        for (var i = 0; i < facts.Length; i++)
        {
            if (run.Result(i) is { } result)
            {
                facts[i] = Facts(result, load.Result(i), constant, bounded);
            }
        }

        return facts;
    }

    private static ValueFacts Facts(NodeOutput run, NodeOutput? load, bool constant, bool bounded)
    {
        var concrete = run.Shape?.Concrete();
        var facts = new ValueFacts
        {
            Type = run.Type,
            Concrete = concrete,
            IsUpperBound = concrete is not null && (bounded || run.IsUpperBound),
            Known = load?.Shape,
            IsConstant = constant || (load?.Value is not null && run.Value is not null),
        };
        return run.Value is { } value && facts.Concrete is not null ? facts with { Value = value } : facts;
    }
}
