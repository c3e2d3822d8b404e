using QuantBuild.Diagnostics;
using QuantBuild.Formats;
using QuantBuild.Inspection;
using QuantBuild.Memory;
using QuantBuild.Policy;
using QuantBuild.Requests;
using QuantBuild.Schemes;

namespace QuantBuild.Steps;

/// <summary>Reads one model, plans every scheme for it, and projects the original and each plan.</summary>
internal static class Assessor
{
    /// <summary>Null where a QB1 says why the model cannot be read.</summary>
    public static ModelAssessment? Assess(ModelRequest request, string name, DiagnosticBag diagnostics)
    {
        if (ModelReader.Read(request.Path, diagnostics) is not { } document)
        {
            return null;
        }

        if (request.RuntimeOptions.Shapes.Contradiction(ModelFormats.Of(document).Inputs(document)) is { } contradiction)
        {
            diagnostics.Add(Descriptors.ShapesDoNotFit, $"Shapes '{request.RuntimeOptions.Shapes}' {contradiction}. Correct Shapes, or remove the entry.");
            return null;
        }

        var facts = ModelInspector.Inspect(document);
        var profile = Profile(request, document);
        return new ModelAssessment
        {
            Path = request.Path,
            Name = name,
            Facts = facts,
            Original = profile.Project(document, facts, request.RuntimeOptions),
            Candidates = [.. QuantizationSchemes.Names.Select(scheme => Candidate(scheme, document, profile, request))],
        };
    }

    /// <summary>The plan of one scheme, sized and stamped; or why there is none.</summary>
    public static SchemeOutcome Plan(IScheme scheme, ModelDocument document, SchemeOptions options)
    {
        var outcome = scheme.Plan(document, options, null);
        if (outcome.Plan is not { } plan)
        {
            return outcome;
        }

        Provenance.Stamp(plan);
        var format = ModelFormats.Of(plan.Result);
        plan = plan with { OutputSize = format.Layout(plan.Result).Size };
        if (plan.OutputSize >= document.Size)
        {
            return new SchemeOutcome(null, $"nothing to gain: {document.Size} would become {plan.OutputSize}", NothingToDo: true);
        }

        return plan.OutputSize > format.LargestFile
            ? new SchemeOutcome(null, $"the result has {plan.OutputSize}, above the {format.LargestFile} one file may have; external data in the output is not available yet")
            : outcome with { Plan = plan };
    }

    private static IRuntimeProfile Profile(ModelRequest request, ModelDocument document)
    {
        var name = request.Runtime ?? ModelFormats.Of(document).DefaultRuntime;
        return RuntimeProfiles.Find(name) ?? throw new InvalidOperationException($"The readers of requests let the profile '{name}' pass, but it is not registered.");
    }

    private static Candidate Candidate(string name, ModelDocument document, IRuntimeProfile profile, ModelRequest request)
    {
        if (QuantizationSchemes.Find(name) is not { } scheme)
        {
            return new Candidate(name) { Unavailable = "not available yet" };
        }

        var outcome = Plan(scheme, document, request.SchemeOptions);
        if (outcome.Plan is not { } plan)
        {
            return new Candidate(name) { Unavailable = outcome.Refusal };
        }

        var facts = ModelInspector.Inspect(plan.Result, plan.OutputSize);
        return new Candidate(name) { OutputSize = plan.OutputSize, Projection = profile.Project(plan.Result, facts, request.RuntimeOptions) };
    }
}
