using System.Collections.Immutable;
using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Models;

namespace QuantBuild.Memory.Shapes;

/// <summary>Nodes that hold graphs: branches, loops and scans.</summary>
internal static class BodyShapes
{
    private static readonly ValueFacts Condition = new() { Type = ElementType.Bool, Concrete = TensorShape.Scalar, Known = KnownShape.Of(TensorShape.Scalar) };
    private static readonly ValueFacts Counter = Condition with { Type = ElementType.Int64 };

    public static IReadOnlyList<ValueFacts?> Infer(GraphShapes graph, GraphNode node, IReadOnlyList<ValueFacts?> inputs) => node switch
    {
        _ when node.Is("If") => If(graph, node, inputs),
        _ when node.Is("Loop") => Loop(graph, node, inputs),
        _ when node.Is("Scan") && node.Proto.Attribute("num_scan_inputs") is { I: var scanned } => Scan(graph, node, inputs, scanned),
        _ => Unknown(graph, node),
    };

    /// <summary>The branch that runs where that follows from shapes; otherwise what both have in common.</summary>
    private static ImmutableArray<ValueFacts?> If(GraphShapes graph, GraphNode node, IReadOnlyList<ValueFacts?> inputs)
    {
        if (Body(node, "then_branch") is not { } then || Body(node, "else_branch") is not { } otherwise)
        {
            return Unknown(graph, node);
        }

        var (yes, no) = (graph.Body(then, []), graph.Body(otherwise, []));
        var condition = inputs is [{ } facts] ? facts : Condition;
        var taken = condition.Value is { Integers: [var value] } ? value != 0 ? yes : no : null;
        return [.. yes.Zip(no, FactMerge.Either).Select((both, i) =>
            taken is null ? both : condition.IsConstant ? taken[i] : taken[i] is { } one ? one with { Known = both?.Known, IsConstant = false } : null)];
    }

    /// <summary>Carried values keep their extents only where an iteration gives back those it got.</summary>
    private static ImmutableArray<ValueFacts?> Loop(GraphShapes graph, GraphNode node, IReadOnlyList<ValueFacts?> inputs)
    {
        if (Body(node, "body") is not { } body)
        {
            return Unknown(graph, node);
        }

        var carried = Math.Max(0, node.Inputs.Count - 2);
        var state = inputs.Skip(2).Select(Started).ToArray();
        var results = graph.Body(body, [Counter, Condition, .. state]);
        while (Loosen(state, [.. results.Skip(1).Take(carried)]))
        {
            results = graph.Body(body, [Counter, Condition, .. state]);
        }

        var (times, exact) = Iterations(body, inputs);
        return [.. state.Zip(results.Skip(1), (_, result) => Ended(result)), .. results.Skip(1 + carried).Select(result => Stacked(result, 0, times, !exact))];
    }

    /// <summary>Values carried through a scan keep their extents, by its specification; the others are slices along an axis.</summary>
    private static ImmutableArray<ValueFacts?> Scan(GraphShapes graph, GraphNode node, IReadOnlyList<ValueFacts?> inputs, long scanned)
    {
        if (Body(node, "body") is not { } body || scanned <= 0 || scanned > inputs.Count || inputs.Count != body.Inputs.Count)
        {
            return Unknown(graph, node);
        }

        var carried = inputs.Count - (int)scanned;
        var axes = node.Proto.Attribute("scan_input_axes")?.Ints;
        var (times, known) = (default(long?), Dimension.Unknown);
        var state = inputs.Take(carried).Select(facts => facts is null ? null : facts with { Value = null, IsConstant = false }).ToList();
        for (var i = 0; i < scanned; i++)
        {
            var axis = axes is not null && i < axes.Count ? axes[i] : 0;
            var whole = inputs[carried + i];
            times ??= whole?.Concrete is { } shape && Extents.Axis(axis, shape.Dimensions.Length) is { } at ? shape.Dimensions[at] : null;
            known = Extents.Merge(known, whole?.Known.At(axis) ?? Dimension.Unknown);
            state.Add(Slice(whole, axis));
        }

        var results = graph.Body(body, state);
        var outputs = node.Proto.Attribute("scan_output_axes")?.Ints;
        return
        [
            .. results.Take(carried).Select((result, i) => state[i] is { } start ? start with { Type = result?.Type ?? start.Type } : Ended(result)),
            .. results.Skip(carried).Select((result, i) => Stacked(result, outputs is not null && i < outputs.Count ? outputs[i] : 0, times, false, known)),
        ];
    }

    /// <summary>The runtime forgets the extents of what a loop carries, before it looks into the body.</summary>
    private static ValueFacts? Started(ValueFacts? facts) => facts is null ? null : facts with { Value = null, Known = null, IsConstant = false };

    private static ValueFacts? Ended(ValueFacts? facts) => facts is null ? null : facts with { Value = null, Known = null, IsConstant = false };

    /// <summary>Takes back what an iteration does not keep; true where it took something.</summary>
    private static bool Loosen(ValueFacts?[] state, IReadOnlyList<ValueFacts?> results)
    {
        var loosened = false;
        for (var i = 0; i < state.Length && i < results.Count; i++)
        {
            if (state[i] is { Concrete: { } before } facts && !(results[i]?.Concrete is { } after && after.Equals(before)))
            {
                state[i] = facts with { Concrete = null, IsUpperBound = false };
                loosened = true;
            }
        }

        return loosened;
    }

    /// <summary>How often a body runs at most, and whether exactly that often.</summary>
    private static (long? Times, bool Exact) Iterations(GraphScope body, IReadOnlyList<ValueFacts?> inputs)
    {
        long? limit = inputs is [{ Value.Integers: [var most] }, ..] && most is >= 0 and < int.MaxValue ? most : null;
        var goesOn = body.Inputs.Count > 1 && body.Outputs.Count > 0 && inputs is [_, null or { Value.Integers: [1] }, ..] && IsPassedOn(body.Outputs[0], body.Inputs[1]);
        return (limit, goesOn);
    }

    private static bool IsPassedOn(GraphValue? value, GraphValue condition)
    {
        while (value?.Producer is { } node && (node.Is("Identity") || node.Is("Cast")) && node.Inputs is [{ } source])
        {
            value = source;
        }

        return value == condition || value?.Initializer is { } stored && ConstantReader.Read(stored).Value is { Integers: [1] }
            || value?.Producer is { } constant && constant.Is("Constant") && ConstantReader.Read(constant.Proto)?.Value is { Integers: [1] };
    }

    private static ValueFacts? Slice(ValueFacts? whole, long axis) => whole is null ? null : new ValueFacts
    {
        Type = whole.Type,
        Concrete = whole.Concrete is { } shape && Extents.Axis(axis, shape.Dimensions.Length) is { } at ? new TensorShape(shape.Dimensions.RemoveAt(at)) : null,
        IsUpperBound = whole.IsUpperBound,
        Known = whole.Known is { } known && Extents.Axis(axis, known.Rank) is { } place ? new KnownShape(known.Dimensions.RemoveAt(place)) : null,
    };

    private static ValueFacts? Stacked(ValueFacts? one, long axis, long? times, bool isBound, Dimension known = default) => one is null ? null : new ValueFacts
    {
        Type = one.Type,
        Concrete = times is { } count && one.Concrete is { } shape && Extents.Axis(axis, shape.Dimensions.Length + 1) is { } at
            ? new TensorShape(shape.Dimensions.Insert(at, count))
            : null,
        IsUpperBound = isBound || one.IsUpperBound,
        Known = one.Known is { } extents && Extents.Axis(axis, extents.Rank + 1) is { } place ? new KnownShape(extents.Dimensions.Insert(place, known)) : null,
    };

    /// <summary>Bodies of operators that are not known here are walked for what they take from around them.</summary>
    private static ImmutableArray<ValueFacts?> Unknown(GraphShapes graph, GraphNode node)
    {
        foreach (var body in node.Bodies)
        {
            graph.Body(body, []);
        }

        return [];
    }

    private static GraphScope? Body(GraphNode node, string attribute) =>
        Subgraphs.Named(node.Proto, attribute) is { } proto ? node.Bodies.FirstOrDefault(body => ReferenceEquals(body.Proto, proto)) : null;
}
