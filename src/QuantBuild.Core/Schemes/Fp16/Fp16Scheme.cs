using QuantBuild.Formats;
using QuantBuild.Formats.Onnx;
using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Models;

namespace QuantBuild.Schemes.Fp16;

/// <summary>Weights and computation in float16 wherever the operators admit it; inputs and outputs keep their types unless asked otherwise.</summary>
internal sealed class Fp16Scheme : IScheme
{
    public string Name => "fp16";

    public SchemeOutcome Plan(ModelDocument document, SchemeOptions options)
    {
        var model = (OnnxModel)document;
        var proto = model.Proto.Clone();
        if (GraphBuilder.Build(proto.Graph, out var problem) is not { } graph)
        {
            return new SchemeOutcome(null, problem);
        }

        var signatures = new OperatorSignatures(proto);
        new ElementTypeInference(signatures).Infer(graph);
        var scopes = Scopes(graph).ToList();
        var inOrder = scopes.SelectMany(scope => scope.Nodes).ToList();
        var excluded = new NameGlobs(options.ExcludeNodes);
        var planner = new NodePlanner(signatures, excluded, new ShapeArithmetic(inOrder), new PositionArithmetic(inOrder), new QuantizedArithmetic(inOrder));
        var nodes = inOrder.ConvertAll(planner.Plan);

        var names = new GraphNames(proto.Graph);
        var annotated = proto.Graph.QuantizationAnnotation.SelectMany(annotation => annotation.QuantParameterTensorNames).Select(entry => entry.Value).ToHashSet(StringComparer.Ordinal);
        var values = new ValuePlanner(options.KeepIoTypes, value =>
            value.Producer is { } constant ? excluded.Match(constant)
            : value.Consumers.Count == 0 && (excluded.Match([value.Name]) || annotated.Contains(value.Name) || proto.TrainingInfo.Count > 0));
        values.Plan(scopes, nodes, names);
        var stored = new StoredTensors(model.Payloads);
        var rewrite = new GraphRewrite(values, stored, names);
        rewrite.Apply(scopes, nodes);
        if (stored.Before == ByteSize.Zero)
        {
            return new SchemeOutcome(null, NothingToDo(values), NothingToDo: true);
        }

        var result = model with { Proto = proto, Payloads = [.. stored.Payloads] };
        return new SchemeOutcome(
            new SchemePlan
            {
                Scheme = Name,
                Result = result,
                ConvertedBefore = stored.Before,
                ConvertedAfter = stored.After,
                CastsAdded = rewrite.CastsAdded,
                Kept = [.. Kept(nodes, values)],
                UnmatchedExclusions = excluded.Unmatched,
            },
            null);
    }

    private static string NothingToDo(ValuePlanner values) =>
        values.Plans.Where(plan => plan.Value.Origin == ValueOrigin.Stored).ToList() is { Count: > 0 } stored && stored.TrueForAll(plan => plan.FullKeepsName)
            ? "no stored float32 tensor can become float16: each is an output of the model, which keeps its type; KeepIoTypes=false converts them"
            : "no stored float32 tensor can become float16";

    private static IEnumerable<GraphScope> Scopes(GraphScope scope) =>
        scope.Nodes.SelectMany(node => node.Bodies).SelectMany(Scopes).Prepend(scope);

    private static IEnumerable<KeptOperator> Kept(List<NodePlan> nodes, ValuePlanner values) =>
        nodes.Where(plan => plan.KeptBecause is not null)
            .Select(plan => new KeptOperator(plan.Node.DisplayName, plan.Node.Operator, plan.KeptBecause!))
            .Concat(values.Plans
                .Where(plan => plan.Value.Origin == ValueOrigin.Stored && plan is { WantedHalf: true, WantedFull: true })
                .Select(plan => new KeptOperator(plan.Value.Name, "initializer", "also used as float32, stored once and cast")));
}
