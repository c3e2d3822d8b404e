using QuantBuild.Diagnostics;
using QuantBuild.Memory;

namespace QuantBuild.Policy;

/// <summary>A model whose inputs have open extents: its activations cannot be projected, and no number is put in their place silently.</summary>
internal static class OpenShapes
{
    public static IEnumerable<Diagnostic> Of(PolicyInput input, ShippedModels shipped, ModelDraft draft, int index)
    {
        var assessment = draft.Model.Assessment;
        if (assessment.Original.MissingShapes is not { } shapes)
        {
            yield break;
        }

        var slot = Slots.Activations(assessment.Name);
        var open = shipped.ProcessesOf(index).Where(process => !input.Components.Any(component => component.Processes.Contains(process.Name) && component.Replaces == slot)).ToList();
        if (open.Count == 0)
        {
            yield break;
        }

        var add = $"add Shapes=\"{shapes}\" with the extents of your requests (open ones are written as 1 here)";
        yield return open.Find(process => process.Budget is not null) is { } gated
            ? Say($"{assessment.Original.LowerBoundReason}, so the memory of a run cannot be held against the budget of process '{gated.Name}': {add}", Severity.Error)
            : Say($"{assessment.Original.LowerBoundReason}, so the projection is weights only, a lower bound: {add}", Severity.Warning);

        Diagnostic Say(string message, Severity severity) => new(Descriptors.OpenShapes, message, assessment.Path) { Severity = severity };
    }
}
