using QuantBuild.Diagnostics;
using QuantBuild.Formats;
using QuantBuild.Inspection;
using QuantBuild.Models;
using QuantBuild.Reporting;
using QuantBuild.Requests;
using QuantBuild.Rewriting;
using QuantBuild.Schemes;
using QuantBuild.Verification;

namespace QuantBuild.Steps;

/// <summary>Makes one artifact: plan again, write beside the final path, verify, put in place.</summary>
internal static class ArtifactMaker
{
    private const long HashedInPassing = 64 * 1024 * 1024;

    public static MadeArtifact Make(RunRequest run, AssessedModel model, string scheme, string output, string key, RunResources resources)
    {
        // Assessing left a structure behind; beside the one that is read now it would double the peak.
        LeftBehind.Collect();
        var diagnostics = new DiagnosticBag(model.Request.Path);
        if (Plan(model, scheme, diagnostics) is not { } plan)
        {
            return new MadeArtifact { Diagnostics = [.. diagnostics] };
        }

        if (Overwritten(model, plan, output) is { } source)
        {
            diagnostics.Add(Descriptors.IllegalValue, $"the artifact '{output}' would overwrite '{source}', of which the model consists; legal: another file or folder");
            return new MadeArtifact { Diagnostics = [.. diagnostics] };
        }

        LeftBehind.Collect();
        var stamp = Stamp(plan, model);
        var written = Rewriter.Write(ModelFormats.Of(plan.Result).Layout(plan.Result), output, resources.Rewrite, run.Cancellation, stamp);
        using var pending = written.Artifact;
        if (pending is null)
        {
            diagnostics.Add(written.Failure!.ToDiagnostic(model.Request.Path));
            return new MadeArtifact { Diagnostics = [.. diagnostics] };
        }

        NoteValues(pending, diagnostics);
        var verification = Verify(run, model.Request, model.Assessment!.Facts, pending, resources, diagnostics);
        if (!diagnostics.HasErrors && pending.Commit(output) is { } failure)
        {
            diagnostics.Add(failure.ToDiagnostic(model.Request.Path));
        }

        return new MadeArtifact
        {
            Output = new OutputReport
            {
                Path = diagnostics.HasErrors ? null : output,
                Size = pending.Size,
                ReductionPercent = OutputReport.Reduction(model.Assessment!.Facts.Size, pending.Size),
                Hash = diagnostics.HasErrors ? null : pending.Hash,
                Files = diagnostics.HasErrors ? [] : [.. pending.Files.Select(file => new OutputFile(PathOf(file, output), file.Size, file.Hash))],
            },
            Verification = verification,
            Record = diagnostics.HasErrors ? null : Record(key, output, pending, verification, diagnostics),
            Diagnostics = [.. diagnostics],
        };
    }

    private static SchemePlan? Plan(AssessedModel model, string scheme, DiagnosticBag diagnostics)
    {
        var (request, observations) = (model.Request, model.Assessment!.Observations);
        if (ModelReader.Read(request.Path, diagnostics) is not { } document)
        {
            return null;
        }

        var outcome = Assessor.Plan(QuantizationSchemes.Find(scheme)!, document with { MayBeChanged = true }, request, observations);
        if (outcome.Plan is null)
        {
            diagnostics.Add(Descriptors.SchemeRefused, $"{scheme} cannot convert '{request.DisplayPath}': {outcome.Refusal}");
        }

        if (outcome.Plan is not null && observations?.NotRun is { } reason && QuantizationSchemes.Find(scheme)!.NeedsObservations)
        {
            diagnostics.Add(Descriptors.NotObserved, $"{scheme} was planned by operators and stored tensors alone, for the model was not run: {reason}");
        }

        if (outcome.Plan is { Kept: { Count: > 0 } kept, CastsAdded: var casts })
        {
            diagnostics.Add(Descriptors.NodesKept, $"{kept.Count} nodes and tensors stay as they are, and {casts} casts stand in the artifact: " +
                string.Join(", ", kept.CountBy(node => $"{node.Operator} ({node.Reason})").Select(group => $"{group.Value} {group.Key}")));
        }

        foreach (var glob in outcome.Plan?.UnmatchedExclusions ?? [])
        {
            diagnostics.Add(Descriptors.ExcludeMatchedNothing, $"ExcludeNodes '{glob}' matches no node or tensor; inspect lists the tensors' names");
        }

        return outcome.Plan;
    }

    /// <summary>A large source is hashed as the rewrite reads it; to read a small one twice costs less than to lay it out twice.</summary>
    private static LateStamp? Stamp(SchemePlan plan, AssessedModel model)
    {
        string[] sources = [model.Request.Path, .. model.Assessment!.Facts.ExternalFiles];
        if (model.Assessment.Facts.Size.Bytes >= HashedInPassing)
        {
            return new LateStamp(sources, Stamped);
        }

        Provenance.StampSource(plan, CombinedHash.Of(sources.Select(FileHasher.Hash)));
        return null;

        ArtifactLayout Stamped(string hash)
        {
            Provenance.StampSource(plan, hash);
            return ModelFormats.Of(plan.Result).Layout(plan.Result);
        }
    }

    /// <summary>A file of the source that stands where one of the artifact's would.</summary>
    private static string? Overwritten(AssessedModel model, SchemePlan plan, string output)
    {
        var written = plan.Result.ExternalFiles.Prepend(output).Select(RealPath.Of).ToHashSet();
        return model.Assessment!.Facts.ExternalFiles.Prepend(model.Request.Path).FirstOrDefault(file => written.Contains(RealPath.Of(file)));
    }

    private static string PathOf(WrittenFile file, string output) => Path.Combine(Path.GetDirectoryName(output)!, file.Name);

    private static void NoteValues(PendingArtifact pending, DiagnosticBag diagnostics)
    {
        foreach (var note in pending.Notes)
        {
            if (note.Clamped > 0)
            {
                diagnostics.Add(Descriptors.Clamped,
                    $"tensor '{note.Tensor}': {note.Clamped} values beyond ±65504, the range of float16, were set to it; ExcludeNodes keeps the tensor as it is",
                    note.Tensor);
            }
        }

        TensorNote[] vanished = [.. pending.Notes.Where(note => note.Vanished > 0).OrderByDescending(note => note.Vanished)];
        if (vanished.Length > 0)
        {
            diagnostics.Add(Descriptors.Vanished,
                $"{vanished.Sum(note => note.Vanished)} values in {vanished.Length} tensors are too small for float16 and became 0: " +
                string.Join(", ", vanished.Select(note => $"{note.Tensor} ({note.Vanished})")));
        }
    }

    private static VerificationResult Verify(RunRequest run, ModelRequest request, ModelFacts original, PendingArtifact pending, RunResources resources, DiagnosticBag diagnostics)
    {
        if (!run.Verify)
        {
            return new VerificationResult { Status = VerificationStatus.NotRun, Reason = "verification is switched off" };
        }

        if (RequestSamples.Of(request, diagnostics) is not { } samples)
        {
            return new VerificationResult { Status = VerificationStatus.NotRun, Reason = "its samples changed while it was made" };
        }

        var input = new VerificationInput
        {
            Original = request.Path,
            Artifact = pending.TemporaryPath,
            ModelBytes = original.Size + pending.Size,
            MemoryAtHand = resources.AvailableToChildren,
            Shapes = request.RuntimeOptions.Shapes,
            Samples = samples,
            RandomOutputs = original.RandomOutputs,
            Gate = request.Gate,
        };
        return new Verifier(resources.Client).Verify(input, diagnostics, run.Cancellation);
    }

    private static ArtifactRecord Record(string key, string output, PendingArtifact pending, VerificationResult verification, DiagnosticBag diagnostics) => new()
    {
        Key = key,
        Path = output,
        Files = [.. pending.Files.Select(file => Recorded(file, PathOf(file, output)))],
        Hash = pending.Hash,
        Verification = verification,
        Diagnostics = [.. diagnostics.Select(StoredDiagnostic.Of)],
    };

    private static RecordedFile Recorded(WrittenFile file, string path) => new(path, file.Size.Bytes, File.GetLastWriteTimeUtc(path).Ticks, file.Hash);
}
