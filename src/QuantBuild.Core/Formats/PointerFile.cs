using System.Text;
using QuantBuild.Models;

namespace QuantBuild.Formats;

/// <summary>A few lines of text that a version control system left in place of a large file.</summary>
internal static class PointerFile
{
    /// <summary>Longer files are none.</summary>
    private const int Longest = 1024;

    /// <summary>In words after "is", or null where the text is none.</summary>
    public static string? Describe(string text) =>
        text.StartsWith("version https://git-lfs", StringComparison.Ordinal) ? $"a Git LFS pointer{PointedSize(text, "size ")}, not the file itself; run 'git lfs pull' (in CI: check out with LFS on)"
        : IsDvc(text) ? $"a DVC pointer{PointedSize(text, "size: ")}, not the file itself; run 'dvc pull'"
        : null;

    /// <summary>Of a file that is too short to be what it should be.</summary>
    public static string? DescribeFile(string path)
    {
        using var file = File.OpenHandle(path);
        var head = new byte[Longest];
        return Describe(Encoding.Latin1.GetString(head.AsSpan(0, RandomAccess.Read(file, head, 0))));
    }

    private static bool IsDvc(string text) =>
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
