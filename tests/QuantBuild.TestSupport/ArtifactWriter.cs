using QuantBuild.Diagnostics;
using QuantBuild.Formats.Onnx;
using QuantBuild.Rewriting;
using Xunit;

namespace QuantBuild.TestSupport;

/// <summary>Reads a model and writes it again as it is, but for where its tensors are stored.</summary>
internal static class ArtifactWriter
{
    /// <summary>Everything in one file.</summary>
    public static string Inline(string source, string target) => Write(Read(source) with { ExternalFiles = [] }, target);

    /// <summary>Large tensors in <c>TARGET.data</c>.</summary>
    public static string External(string source, string target) => Write(ExternalStorage.Of(Read(source), target + ".data"), target);

    public static OnnxModel Read(string path)
    {
        var diagnostics = new DiagnosticBag(path);
        var model = OnnxReader.Read(path, diagnostics);
        Assert.True(model is not null, string.Join('\n', diagnostics));
        return model;
    }

    private static string Write(OnnxModel model, string target)
    {
        var written = Rewriter.Write(new OnnxFormat().Layout(model), target, RewriteOptions.Default, CancellationToken.None);
        Assert.Null(written.Failure);
        using var pending = written.Artifact!;
        Assert.Null(pending.Commit(target));
        return target;
    }
}
