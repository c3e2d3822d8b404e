using QuantBuild.Diagnostics;
using QuantBuild.Execution.Measuring;
using QuantBuild.Formats;
using QuantBuild.Inspection;
using QuantBuild.Memory;
using QuantBuild.Models;
using QuantBuild.Policy;
using QuantBuild.Requests;
using QuantBuild.Schemes;

namespace QuantBuild.Steps;

/// <summary>Reads one model, plans every scheme for it, and projects the original and each plan.</summary>
internal static class Assessor
{
    /// <summary>Null where a QB1 says why the model cannot be read.</summary>
    public static ModelAssessment? Assess(ModelRequest request, string name, DiagnosticBag diagnostics, Observations? observations = null)
    {
        if (ModelReader.Read(request.Path, diagnostics) is not { } document)
        {
            return null;
        }

        var inputs = ModelFormats.Of(document).Inputs(document);
        if (request.RuntimeOptions.Shapes.Contradiction(inputs) is { } contradiction)
        {
            diagnostics.Add(Descriptors.ShapesDoNotFit, ModelMeasurer.ShapesMessage(request.RuntimeOptions.Shapes, contradiction));
            return null;
        }

        if (RequestSamples.Of(request, document, diagnostics) is null)
        {
            return null;
        }

        var facts = ModelInspector.Inspect(document);
        var profile = Profile(request, document);
        var original = profile.Project(document with { MayBeChanged = document.IsLarge }, facts, request.RuntimeOptions);
        LeftBehind.Collect();
        var last = QuantizationSchemes.Names.LastOrDefault(scheme => IsPlanned(scheme, request.Scheme, observations));
        if (document.IsLarge && last is not null)
        {
            // The projection let go of its tensors.
            LeftBehind.CollectAll();
            if (ModelReader.Read(request.Path, diagnostics) is not { } again)
            {
                return null;
            }

            document = again;
        }

        List<Candidate> candidates = [];
        foreach (var scheme in QuantizationSchemes.Names)
        {
            if (Candidate(scheme, document with { MayBeChanged = scheme == last }, profile, request, observations, diagnostics) is not { } candidate)
            {
                return null;
            }

            candidates.Add(candidate);
        }

        return new ModelAssessment
        {
            Path = request.Path,
            Name = name,
            Facts = facts,
            Original = original,
            Observations = observations,
            Candidates = candidates,
        };
    }

    /// <summary>The plan of one scheme, stamped, stored and sized; or why there is none.</summary>
    public static SchemeOutcome Plan(IScheme scheme, ModelDocument document, ModelRequest request, Observations? observations)
    {
        var outcome = scheme.Plan(document, request.SchemeOptions, observations);
        if (outcome.Plan is not { } plan)
        {
            return outcome;
        }

        // What a scheme makes of a structure of many nodes is larger than the structure.
        LeftBehind.Collect();
        Provenance.Stamp(plan);
        outcome = ArtifactStorage.Store(plan, request);
        return outcome.Plan?.OutputSize is { } size && size >= document.Size
            ? new SchemeOutcome(null, $"nothing to gain: {document.Size} would become {size}", NothingToDo: true)
            : outcome;
    }

    /// <summary>Every scheme, also those that nobody asked for.</summary>
    public static IReadOnlyList<Candidate> EveryCandidate(ModelRequest request, ModelDocument document) =>
        [.. QuantizationSchemes.Names
            .Select(name => Candidate(name, document, Profile(request, document), request with { Scheme = name }, observations: null, new DiagnosticBag(request.Path)))
            .OfType<Candidate>()];

    /// <summary>Other ways to open or store the original; none where its file was taken away since it was assessed.</summary>
    public static IReadOnlyList<SessionChange> Changes(ModelRequest request) =>
        ModelReader.Read(request.Path, new DiagnosticBag(request.Path)) is { } document ? [.. Profile(request, document).Changes(document, request.RuntimeOptions)] : [];

    public static IRuntimeProfile Profile(ModelRequest request, ModelDocument document)
    {
        var name = request.Runtime ?? ModelFormats.Of(document).DefaultRuntime;
        return RuntimeProfiles.Find(name) ?? throw new InvalidOperationException($"The readers of requests let the profile '{name}' pass, but it is not registered.");
    }

    /// <summary>Null where a QB1 says that the model contradicts its format.</summary>
    private static Candidate? Candidate(string name, ModelDocument document, IRuntimeProfile profile, ModelRequest request, Observations? observations, DiagnosticBag diagnostics)
    {
        if (!IsPlanned(name, request.Scheme, observations))
        {
            return new Candidate(name) { Unavailable = QuantizationSchemes.Find(name) is null ? Policy.Candidate.NotAvailableYet : "not asked for" };
        }

        var outcome = Plan(QuantizationSchemes.Find(name)!, document, request, observations);
        if (outcome.Malformed)
        {
            diagnostics.Add(Descriptors.Malformed, $"'{request.DisplayPath}' is malformed: {outcome.Refusal}");
            return null;
        }

        if (outcome.Plan is not { } plan)
        {
            return new Candidate(name) { Unavailable = outcome.Refusal, ExceedsOneFile = outcome.ExceedsOneFile };
        }

        LeftBehind.Collect();
        var facts = ModelInspector.Inspect(plan.Result, plan.OutputSize);
        return new Candidate(name)
        {
            OutputSize = plan.OutputSize,
            Projection = profile.Project(plan.Result with { MayBeChanged = true }, facts, request.RuntimeOptions),
            Casts = plan.CastsAdded,
            OutOfRange = plan.OutOfRange is { } range ? $"'{range.Tensor}' {range.InWords}, and float16 ends at {ObservedRange.LargestHalf}" : null,
        };
    }

    /// <summary>Planning costs as much as reading: only what the rules may choose from is planned.</summary>
    private static bool IsPlanned(string name, string asked, Observations? observations) => QuantizationSchemes.Find(name) is not null && (asked == QuantizationSchemes.Auto
        ? QuantizationSchemes.AutoOrder.Contains(name) || (name == QuantizationSchemes.Mixed && observations is not null)
        : name == asked);
}
