using System.Text;
using QuantBuild.Diagnostics;
using QuantBuild.Models;

namespace QuantBuild.Formats;

/// <summary>The known ways in which a path does not hold a model at all; each has its own words.</summary>
internal static class FirstUse
{
    private const int HeadLength = 1024;

    /// <summary>The first bytes of the file, or null where a diagnostic says why there is no model to read.</summary>
    public static byte[]? Head(string path, DiagnosticBag diagnostics)
    {
        if (!File.Exists(path))
        {
            diagnostics.Add(Descriptors.FileMissing, Directory.Exists(path)
                ? $"'{path}' is a folder; name a model file in it"
                : $"'{path}' does not exist; correct the path in Include, or restore the file (is it ignored by git, or fetched by a later step?)");
            return null;
        }

        byte[] head;
        try
        {
            using var file = File.OpenRead(path);
            head = new byte[Math.Min(HeadLength, file.Length)];
            file.ReadExactly(head);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(Descriptors.FileMissing, $"'{path}' cannot be opened: {error.Message}");
            return null;
        }

        return IsModelBytes(head, path, diagnostics) ? head : null;
    }

    private static bool IsModelBytes(ReadOnlySpan<byte> head, string path, DiagnosticBag diagnostics)
    {
        if (head.IsEmpty)
        {
            diagnostics.Add(Descriptors.FileEmpty, $"'{path}' has 0 bytes; the download or export that makes it did not finish");
            return false;
        }

        var text = Encoding.Latin1.GetString(head).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        if (text.StartsWith("version https://git-lfs", StringComparison.Ordinal))
        {
            diagnostics.Add(Descriptors.PointerFile,
                $"'{path}' is a Git LFS pointer{PointedSize(text, "size ")}, not the model; run 'git lfs pull' (in CI: check out with LFS on)");
            return false;
        }

        if (IsDvcPointer(text))
        {
            diagnostics.Add(Descriptors.PointerFile, $"'{path}' is a DVC pointer{PointedSize(text, "size: ")}, not the model; run 'dvc pull'");
            return false;
        }

        if (text.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
        {
            diagnostics.Add(Descriptors.HtmlPage,
                $"'{path}' is an HTML page, not the model; the address it was downloaded from gave a page (a login, a preview, an error), take the raw file");
            return false;
        }

        if (ForeignFile.Describe(head) is { } foreign)
        {
            diagnostics.Add(Descriptors.NotAModel, $"'{path}' is {foreign}");
            return false;
        }

        return true;
    }

    private static bool IsDvcPointer(string text) =>
        (text.StartsWith("outs:", StringComparison.Ordinal) || text.StartsWith("md5:", StringComparison.Ordinal)) &&
        (text.Contains("md5: ", StringComparison.Ordinal) || text.Contains("hash: ", StringComparison.Ordinal));

    private static string PointedSize(string text, string key)
    {
        var at = text.IndexOf(key, StringComparison.Ordinal);
        if (at < 0)
        {
            return string.Empty;
        }

        var digits = text.AsSpan(at + key.Length);
        var end = digits.IndexOfAnyExceptInRange('0', '9');
        return long.TryParse(end < 0 ? digits : digits[..end], out var bytes) ? $" to {new ByteSize(bytes)}" : string.Empty;
    }
}
