using Microsoft.ML.OnnxRuntime;
using QuantBuild.Execution.Samples;

namespace QuantBuild.Execution;

/// <summary>Runs original and artifact one after the other, so that their weights are never in memory together.</summary>
internal sealed class CompareVerb : ExecutionVerb<CompareRequest, CompareResponse>
{
    public override string Name => "compare";

    public override CompareResponse Run(CompareRequest request)
    {
        var response = Outputs(request);
        return request.AsApplicationsLoad && response.ArtifactFailure is null ? response with { ArtifactFailure = FailureOfApplications(request) } : response;
    }

    private static CompareResponse Outputs(CompareRequest request)
    {
        if (request.Samples.Count == 0)
        {
            var ranges = IndexRanges.Of(request.Original);
            return Run(request, ports => new SyntheticInputs(ports, request.Seed, ranges));
        }

        var outputs = new List<OutputComparison>();
        foreach (var sample in request.Samples)
        {
            var response = Run(request, _ => new SampleInputs(sample)) with { UnsetDimensions = [] };
            if (response.OriginalFailure is not null || response.ArtifactFailure is not null)
            {
                return response;
            }

            outputs.AddRange(response.Outputs);
        }

        return new CompareResponse { Outputs = outputs };
    }

    private static CompareResponse Run(CompareRequest request, Func<IReadOnlyList<InputPort>, IInputSource> inputsOf)
    {
        using var original = ModelRun.Of(request.Original, request.Level, request.Shapes, inputsOf);
        var response = new CompareResponse { OriginalFailure = original.Failure, UnsetDimensions = [.. original.Inputs.SelectMany(port => port.Unset)] };
        if (original.Failure is not null)
        {
            using var loaded = RunnableModel.Open(request.Artifact, request.Level, request.Shapes, out var failure);
            return response with { ArtifactFailure = failure };
        }

        using var artifact = ModelRun.Of(request.Artifact, request.Level, request.Shapes, _ => inputsOf(original.Inputs));
        return artifact.Failure is not null
            ? response with { ArtifactFailure = artifact.Failure }
            : response with { Outputs = [.. original.Outputs.Select(output => Compare(output.Key, output.Value, artifact.Outputs)), .. Added(original, artifact)] };
    }

    /// <summary>Null too where applications cannot load the original either.</summary>
    private static ModelFailure? FailureOfApplications(CompareRequest request)
    {
        using var artifact = RunnableModel.Open(request.Artifact, OptimizationLevel.All, request.Shapes, out var failure);
        if (failure is null)
        {
            return null;
        }

        using var original = RunnableModel.Open(request.Original, OptimizationLevel.All, request.Shapes, out var same);
        return same is null ? failure : null;
    }

    private static OutputComparison Compare(string name, OrtValue reference, OrderedDictionary<string, OrtValue> others) =>
        others.TryGetValue(name, out var other)
            ? OutputComparer.Compare(name, reference, other)
            : new OutputComparison { Name = name, Incomparable = "the artifact has no output of this name", IsAnother = true };

    private static IEnumerable<OutputComparison> Added(ModelRun original, ModelRun artifact) => artifact.Outputs.Keys
        .Where(name => !original.Outputs.ContainsKey(name))
        .Select(name => new OutputComparison { Name = name, Incomparable = "the original has no output of this name", IsAnother = true });
}
