using QuantBuild.Models;
using QuantBuild.Policy;
using QuantBuild.Reporting;
using QuantBuild.Requests;

namespace QuantBuild.Steps;

/// <summary>Carries decisions out: gate before bytes, verification before rename, nothing made twice.</summary>
internal static class ArtifactStep
{
    /// <param name="run">The run.</param>
    /// <param name="model">A model that could be read.</param>
    /// <param name="decision">The rules' word on it.</param>
    /// <param name="mayWrite">None of its processes failed.</param>
    /// <param name="resources">What may be used for it.</param>
    public static MadeArtifact Run(RunRequest run, AssessedModel model, Decision decision, bool mayWrite, RunResources resources)
    {
        if (!decision.Writes)
        {
            RemovePrevious(run, model, []);
            return MadeArtifact.None;
        }

        var planned = new MadeArtifact { Output = Planned(model, decision.Scheme!) };
        if (!run.Write || model.Request.OutputPath is not { } output)
        {
            return planned;
        }

        var key = AssessmentKey.OfArtifact(model, decision.Scheme!, run.Verify);
        if (model.Previous is { } previous && previous.Key == key && previous.Path == output && previous.IsInPlace())
        {
            return Reused(model, previous);
        }

        if (!mayWrite)
        {
            RemovePrevious(run, model, []);
            return planned;
        }

        var made = ArtifactMaker.Make(run, model, decision.Scheme!, output, key, resources);
        RemovePrevious(run, model, made.Failed ? [] : made.Record?.Files ?? []);

        return made;
    }

    private static OutputReport Planned(AssessedModel model, string scheme)
    {
        var size = model.Assessment!.Candidates.First(candidate => candidate.Scheme == scheme).OutputSize!.Value;
        return Report(model, size);
    }

    private static MadeArtifact Reused(AssessedModel model, ArtifactRecord record) => new()
    {
        Output = Report(model, new ByteSize(record.Files.Sum(file => file.Length))) with
        {
            Path = record.Path,
            Hash = record.Hash,
            Files = [.. record.Files.Select(file => new OutputFile(file.Path, new ByteSize(file.Length), file.Hash))],
        },
        Verification = record.Verification,
        Record = record,
        Diagnostics = [.. record.Diagnostics.Select(stored => stored.On(model.Request.Path))],
    };

    private static OutputReport Report(AssessedModel model, ByteSize size) => new()
    {
        Size = size,
        ReductionPercent = OutputReport.Reduction(model.Assessment!.Facts.Size, size),
    };

    /// <summary>Only what an earlier build put there; a person's file at a prompt's <c>-o</c> is not ours to delete.</summary>
    private static void RemovePrevious(RunRequest run, AssessedModel model, IReadOnlyList<RecordedFile> kept)
    {
        if (!run.Write || run.StateFolder is null || model.Request.OutputPath is not { } output)
        {
            return;
        }

        // A build that was killed between the two files of an artifact left its data, and no record of it.
        var files = (model.Previous?.Path == output ? model.Previous.Files.Select(file => file.Path) : []).Append(ArtifactStorage.DataFile(model.Request));
        foreach (var file in files.Except(kept.Select(file => file.Path)).Where(File.Exists))
        {
            File.Delete(file);
        }
    }
}
