using QuantBuild.Diagnostics;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using QuantBuild.Requests;

namespace QuantBuild.Steps;

/// <summary>Everything an assessment depends on, as one short text: equal keys, equal assessments.</summary>
internal static class AssessmentKey
{
    /// <summary>Of the source files as they are now, and of the options that change a plan or a projection.</summary>
    public static string Of(ModelRequest request, string name, IEnumerable<string> externalFiles)
    {
        var text = new StringBuilder();
        text.AppendLine(ToolVersion.Identity).AppendLine(name).AppendLine(request.Runtime).AppendLine(request.RuntimeOptions.RuntimeVersion);
        text.AppendLine(request.RuntimeOptions.Session.ToString()).AppendLine(request.RuntimeOptions.Shapes.ToString());
        text.AppendLine(request.SchemeOptions.KeepIoTypes.ToString()).AppendJoin('\n', request.SchemeOptions.ExcludeNodes).AppendLine();
        foreach (var file in externalFiles.Prepend(request.Path))
        {
            var info = new FileInfo(file);
            text.AppendLine(file).AppendLine(info.Exists
                ? string.Create(CultureInfo.InvariantCulture, $"{info.Length} {info.LastWriteTimeUtc.Ticks}")
                : "missing");
        }

        return Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Of an artifact: its assessment, its scheme, and how it was verified.</summary>
    public static string OfArtifact(string assessmentKey, string scheme, ModelRequest request, bool verify) =>
        string.Create(CultureInfo.InvariantCulture, $"{assessmentKey} {scheme} {verify} {request.Gate.MinSqnr}");
}
