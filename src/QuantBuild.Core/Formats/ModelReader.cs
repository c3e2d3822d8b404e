using System.Text;
using QuantBuild.Diagnostics;

namespace QuantBuild.Formats;

/// <summary>From a path to a structure, whatever the format.</summary>
internal static class ModelReader
{
    /// <summary>Reads a model's structure; on failure adds exactly one QB1 error and returns null.</summary>
    public static ModelDocument? Read(string path, DiagnosticBag diagnostics)
    {
        if (FirstUse.Head(path, diagnostics) is not { } head)
        {
            return null;
        }

        var format = ModelFormats.All.FirstOrDefault(candidate => candidate.Recognises(head, path));
        if (format is null)
        {
            diagnostics.Add(Descriptors.NotAModel,
                $"'{path}' is not a model of a known format ({Known()}); it begins with {Begin(head)}");
            return null;
        }

        return format.Read(path, diagnostics);
    }

    private static string Known() =>
        string.Join(", ", ModelFormats.All.Select(format => $"{format.Name}: {string.Join(' ', format.Extensions)}"));

    private static string Begin(ReadOnlySpan<byte> head)
    {
        var first = head[..Math.Min(12, head.Length)];
        return first.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0 ? $"'{Encoding.ASCII.GetString(first)}'" : $"bytes {Convert.ToHexString(first)}";
    }
}
