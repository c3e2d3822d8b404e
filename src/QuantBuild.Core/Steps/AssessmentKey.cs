using QuantBuild.Diagnostics;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using QuantBuild.Execution.Samples;
using QuantBuild.Formats;
using QuantBuild.Requests;
using QuantBuild.Schemes;

namespace QuantBuild.Steps;

/// <summary>Everything an assessment depends on, as one short text: equal keys, equal assessments.</summary>
internal static class AssessmentKey
{
    /// <summary>Of the source files as they are now, and of the options that change a plan or a projection.</summary>
    public static string Of(ModelRequest request, string name, IEnumerable<string> externalFiles)
    {
        var text = new StringBuilder();
        text.AppendLine(ToolVersion.Identity).AppendLine(name).AppendLine(request.Runtime).AppendLine(request.RuntimeOptions.RuntimeVersion);
        text.AppendLine(request.RuntimeOptions.Host);
        text.AppendLine(request.Scheme).AppendLine(request.RuntimeOptions.Session.ToString()).AppendLine(request.RuntimeOptions.Shapes.ToString());
        text.AppendLine(request.SchemeOptions.KeepIoTypes.ToString()).AppendJoin('\n', request.SchemeOptions.ExcludeNodes).AppendLine();
        text.AppendLine(request.ExternalData.ToString()).AppendLine(ArtifactStorage.DataFile(request));
        var samples = request.Samples is { } path ? SampleFolders.Find(path).SelectMany(files => files) : [];
        foreach (var file in externalFiles.Prepend(request.Path).Concat(samples))
        {
            var info = new FileInfo(RealPath.Of(file) ?? file); // a link does not change with what it leads to
            text.AppendLine(file).AppendLine(info.Exists
                ? string.Create(CultureInfo.InvariantCulture, $"{info.Length} {info.LastWriteTimeUtc.Ticks}")
                : "missing");
        }

        return Hash(text);
    }

    /// <summary>Of an artifact: its assessment, its scheme with what it was told, and how it was verified.</summary>
    public static string OfArtifact(AssessedModel model, string scheme, bool verify)
    {
        var told = QuantizationSchemes.Find(scheme) is { NeedsObservations: true } ? Fingerprint(model.Assessment?.Observations) : "";
        return string.Create(CultureInfo.InvariantCulture, $"{model.Key} {scheme} {told} {verify} {model.Request.Gate.MinSqnr}");
    }

    private static string Fingerprint(Observations? observations)
    {
        var text = new StringBuilder(observations?.NotRun);
        foreach (var range in observations?.OutOfRange ?? [])
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{range.Tensor} {range.Largest:R}");
        }

        text.Append(observations?.Noise?.RoundsAll);
        foreach (var span in observations?.Noise?.Float32 ?? [])
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{span.First} {span.Count}");
        }

        return Hash(text);
    }

    private static string Hash(StringBuilder text) => Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(text.ToString())));
}
