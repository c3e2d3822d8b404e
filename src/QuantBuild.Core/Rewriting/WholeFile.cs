using System.Globalization;
using System.Text;

namespace QuantBuild.Rewriting;

/// <summary>Writes a small file under its name at once and whole: another build of the same project may be reading it.</summary>
internal static class WholeFile
{
    private const string Extension = ".tmp";

    public static void Write(string path, string text) => Write(path, file => file.Write(Encoding.UTF8.GetBytes(text)));

    public static void Write(string path, Action<Stream> write)
    {
        var temporary = $"{path}.{Environment.ProcessId}{Extension}";
        using (var file = File.Create(temporary))
        {
            write(file);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Removes what killed processes left; the shim names its own in the same way.</summary>
    public static void RemoveLeftovers(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*" + Extension))
        {
            var process = Path.GetExtension(Path.GetFileNameWithoutExtension(file)).TrimStart('.');
            if (!int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || !RunningProcess.Exists(id))
            {
                File.Delete(file);
            }
        }
    }
}
