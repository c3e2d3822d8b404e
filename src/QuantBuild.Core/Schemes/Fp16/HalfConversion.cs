using QuantBuild.Formats;
using QuantBuild.Formats.Onnx;
using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Models;

namespace QuantBuild.Schemes.Fp16;

/// <summary>From float32 to float16, apart from the choice of nodes, in which the schemes differ.</summary>
internal static class HalfConversion
{
    /// <param name="scheme">The scheme's name.</param>
    /// <param name="document">The original.</param>
    /// <param name="options">What a person said.</param>
    /// <param name="observations">What is known of the range of values.</param>
    /// <param name="choose">From all graphs, and what each node could have in float16, to what is converted.</param>
    public static SchemeOutcome Plan(
        string scheme, ModelDocument document, SchemeOptions options, Observations? observations, Func<IReadOnlyList<GraphScope>, List<NodePlan>, HalfChoice> choose)
    {
        var model = (OnnxModel)document;
        var proto = model.MayBeChanged ? model.Proto : model.Proto.Clone();
        if (GraphBuilder.Build(proto.Graph, out var problem) is not { } graph)
        {
            return new SchemeOutcome(null, problem) { Malformed = true };
        }

        var signatures = new OperatorSignatures(proto);
        new ElementTypeInference(signatures).Infer(graph);
        var scopes = Scopes(graph).ToList();
        var inOrder = scopes.SelectMany(scope => scope.Nodes).ToList();
        var excluded = new NameGlobs(options.ExcludeNodes);
        var planner = new NodePlanner(signatures, excluded, new ShapeArithmetic(inOrder), new PositionArithmetic(inOrder), new QuantizedArithmetic(inOrder),
            new LargeStatistics(model.Payloads));
        var choice = choose(scopes, inOrder.ConvertAll(planner.Plan));

        var names = new GraphNames(proto.Graph);
        var defaults = new DefaultInputs(proto);
        var annotated = proto.Graph.QuantizationAnnotation.SelectMany(annotation => annotation.QuantParameterTensorNames).Select(entry => entry.Value).ToHashSet(StringComparer.Ordinal);
        var values = new ValuePlanner(options.KeepIoTypes, choice, value =>
            value.Producer is { } constant ? excluded.Match(constant)
            : defaults.Stays(value) || (value.Consumers.Count == 0 && (excluded.Match([value.Name]) || annotated.Contains(value.Name) || proto.TrainingInfo.Count > 0)));
        values.Plan(scopes, names);
        var stored = new StoredTensors(model.Payloads);
        var rewrite = new GraphRewrite(values, stored, names);
        rewrite.Apply(scopes, choice.Nodes);
        defaults.Seal();
        if (stored.Before == ByteSize.Zero)
        {
            return new SchemeOutcome(null, NothingToDo(choice, values), NothingToDo: true);
        }

        var result = model with { Proto = proto, Payloads = [.. stored.Payloads], MayBeChanged = false };
        return new SchemeOutcome(
            new SchemePlan
            {
                Scheme = scheme,
                Result = result,
                ConvertedBefore = stored.Before,
                ConvertedAfter = stored.After,
                Nodes = inOrder.Count,
                CastsAdded = rewrite.CastsAdded,
                Kept = [.. Kept(choice, values)],
                UnmatchedExclusions = excluded.Unmatched,
                OutOfRange = OutOfRange(values, observations),
            },
            null);
    }

    private static string NothingToDo(HalfChoice choice, ValuePlanner values)
    {
        const string nothing = "no stored float32 tensor can become float16";
        if (values.Plans.Where(plan => plan.Value.Origin == ValueOrigin.Stored).ToList() is { Count: > 0 } stored && stored.TrueForAll(plan => plan.FullKeepsName))
        {
            return $"{nothing}: each is an output of the model, which keeps its type; KeepIoTypes=false converts them";
        }

        var takers = choice.Nodes.Where(plan => plan.KeptBecause is not null && plan.Node.Inputs.Exists(value => value is { Origin: ValueOrigin.Stored, Type: ElementType.Float32 })).ToList();
        return takers.Count == 0 ? nothing : $"{nothing}, for {takers[0].Node.Operator} stays as it is{(takers.Count == 1 ? "" : $" like all {takers.Count} nodes that take one")}: {takers[0].KeptBecause}";
    }

    private static IEnumerable<GraphScope> Scopes(GraphScope scope) =>
        scope.Nodes.SelectMany(node => node.Bodies).SelectMany(Scopes).Prepend(scope);

    private static ObservedRange? OutOfRange(ValuePlanner values, Observations? observations)
    {
        if (observations is null)
        {
            return null;
        }

        var halves = values.Plans.Where(plan => plan.MadeHalf || plan.WantedHalf).Select(plan => plan.Value.Name).ToHashSet(StringComparer.Ordinal);
        return observations.OutOfRange.FirstOrDefault(range => range is { Stored: false, Overflows: true } && halves.Contains(range.Tensor));
    }

    private static IEnumerable<KeptOperator> Kept(HalfChoice choice, ValuePlanner values) =>
        choice.Nodes.Where(plan => plan.KeptBecause is not null)
            .Select(plan => new KeptOperator(plan.Node.DisplayName, plan.Node.Operator, plan.KeptBecause!))
            .Concat(values.Plans.Where(plan => plan.Value.Origin == ValueOrigin.Stored && !plan.MadeHalf)
                .Select(plan => (plan.Value.Name, Reason: choice.StaysStored(plan.Value) ?? (plan.WantedHalf ? "also used as float32, stored once and cast" : null)))
                .Where(kept => kept.Reason is not null)
                .Select(kept => new KeptOperator(kept.Name, "initializer", kept.Reason!)));
}
