using System.Text;
using QuantBuild.Diagnostics;

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
        if (PointerFile.Describe(text) is { } pointer)
        {
            diagnostics.Add(Descriptors.PointerFile, $"'{path}' is {pointer}");
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
}
