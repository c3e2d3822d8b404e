using System.Security.Cryptography;
using System.Text;
using Microsoft.Build.Framework;

namespace QuantBuild.Tasks;

/// <summary>Where in the output an item lands.</summary>
internal static class TargetPaths
{
    private const int LongestName = 180;
    private const int KeptOfLongName = 40;

    /// <summary><c>TargetPath</c>, else <c>Link</c>, else the path relative to the project; what lies outside of it, by its file name.</summary>
    public static string Of(ITaskItem item, string projectFolder)
    {
        var written = item.GetMetadata("TargetPath") is { Length: > 0 } target ? target : item.GetMetadata("Link");
        if (written.Length > 0)
        {
            return Normal(written);
        }

        var full = item.GetMetadata("FullPath");
        var folder = projectFolder.TrimEnd('/', '\\') + Path.DirectorySeparatorChar;
        return Normal(full.StartsWith(folder, StringComparison.Ordinal) ? full.Substring(folder.Length) : Path.GetFileName(full));
    }

    /// <summary>A path that leaves the output folder would let an artifact overwrite a file of the user's.</summary>
    public static bool StaysInside(string targetPath) => !Path.IsPathRooted(targetPath) && !targetPath.Contains(':') && !targetPath.Split('/').Contains("..");

    /// <summary>A file name of its own for every path or name, with room for an extension within the 255 bytes that file systems allow.</summary>
    public static string FileName(string path)
    {
        var name = path.Replace("~", "~0").Replace("/", "~1").Replace(":", "~2").Replace("\\", "~3");
        if (Encoding.UTF8.GetByteCount(name) <= LongestName)
        {
            return name;
        }

        using var hash = SHA256.Create();
        return name.Substring(0, KeptOfLongName).TrimEnd('~') + "~4" + BitConverter.ToString(hash.ComputeHash(Encoding.UTF8.GetBytes(name)), 0, 16).Replace("-", string.Empty);
    }

    private static string Normal(string path) => path.Replace('\\', '/');
}
