using QuantBuild.Diagnostics;
using QuantBuild.Execution.Samples;
using QuantBuild.Formats;
using QuantBuild.Models;

namespace QuantBuild.Execution.Measuring;

/// <summary>Measures a model's memory in children of their own, one a repeat.</summary>
internal sealed class ModelMeasurer(ExecutionClient client)
{
    /// <summary>Null where a diagnostic says why there are no figures.</summary>
    public ModelMeasurement? Measure(MeasureOptions options, DiagnosticBag diagnostics, CancellationToken cancellation = default)
    {
        if (ModelReader.Read(options.Path, diagnostics) is not { } document)
        {
            return null;
        }

        var declared = ModelFormats.Of(document).Inputs(document);
        if (options.Shapes.Contradiction(declared) is { } contradiction)
        {
            diagnostics.Add(Descriptors.ShapesDoNotFit, ShapesMessage(options.Shapes, contradiction));
            return null;
        }

        if (SampleReader.Read(options.Samples, declared, diagnostics) is not { } samples)
        {
            return null;
        }

        var inputs = options.Shapes.ApplyTo(declared);
        var request = new MeasureRequest(options.Path) { Session = options.Session, Runs = options.Runs, Inputs = Inputs(inputs, options), Samples = samples };
        var repeats = new List<MeasureResponse>(options.Repeats);
        for (var repeat = 0; repeat < options.Repeats; repeat++)
        {
            var limits = options.Limits ?? new ExecutionLimits(MemoryAtHand.Measure(), ExecutionLimits.DefaultTime);
            var outcome = client.Run(ExecutionVerbs.Measure, request, limits, cancellation);
            if (Problem(outcome) is { } problem)
            {
                diagnostics.Add(Descriptors.NotMeasured, $"The model was not measured: {problem}");
                return null;
            }

            repeats.Add(outcome.Response!);
        }

        return ModelMeasurement.Of(request, repeats) with { UnsetDimensions = options.Runs == 0 || samples.Count > 0 ? [] : [.. inputs.SelectMany(Unset)] };
    }

    public static string ShapesMessage(InputShapes shapes, string contradiction) => $"Shapes '{shapes}' {contradiction}. Correct Shapes, or remove the entry.";

    private static IReadOnlyList<MeasuredInput> Inputs(IReadOnlyList<DeclaredInput> inputs, MeasureOptions options)
    {
        var ranges = options.Runs == 0 ? new Dictionary<string, long>() : IndexRanges.Of(options.Path);
        return
        [
            .. inputs.Select(input => new MeasuredInput(input.Name, input.Type,
                new TensorShape([.. (input.Dimensions ?? []).Select(dimension => dimension.Extent ?? 1)]),
                ranges.TryGetValue(input.Name, out var range) ? range : null)),
        ];
    }

    private static IEnumerable<UnsetDimension> Unset(DeclaredInput input) => (input.Dimensions ?? []).Index()
        .Where(axis => axis.Item.Extent is null)
        .Select(axis => new UnsetDimension(input.Name, axis.Index, axis.Item.Symbol));

    /// <summary>Why a child gave no figures, and what to do about it.</summary>
    private static string? Problem(ExecutionOutcome<MeasureResponse> outcome) => outcome switch
    {
        { Death.End: ChildEnd.NotStarted } => $"its process did not start: {outcome.Death}. Set DOTNET_ROOT to the folder of a .NET installation.",
        { Death.End: ChildEnd.MemoryLimit } =>
            $"its process needed more memory than was at hand: {outcome.Death}. Measure where there is more memory, give smaller Shapes, or trust the projection.",
        { Death.End: ChildEnd.TimeLimit } => $"its process took too long: {outcome.Death}. Give smaller Shapes, or trust the projection.",
        { Death.End: ChildEnd.NoNativeLibrary } => $"its process gave no answer: {outcome.Death}. Measure on {ChildDeath.Platforms}, or trust the projection.",
        { Death.End: ChildEnd.Aborted or ChildEnd.Crashed } =>
            $"its process gave no answer: {outcome.Death}. An application that opens it so ends the same way; try SessionOptions=level=extended or level=basic.",
        { Death: { } death } => $"its process gave no answer: {death}. Free memory, or trust the projection.",
        { Response.Failure: { Stage: FailureStage.Load } failure } => $"ONNX Runtime does not load it: {failure.Message}.",
        { Response.Failure: { Stage: FailureStage.Inputs } failure } => $"{failure.Message}.",
        { Response.Failure: { } failure } => $"ONNX Runtime does not run it on these inputs: {failure.Message}. Give the extents of its inputs in Shapes.",
        _ => null,
    };
}
