using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace QuantBuild.Tasks;

/// <summary>Writes a file under its name at once and whole: another build of the same project may be reading it.</summary>
internal static class WholeFile
{
    /// <summary>The tool removes what killed processes left under such names: <c>NAME.PROCESS.tmp</c>.</summary>
    private const string Extension = ".tmp";

    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    public static void Write(string path, string text)
    {
        using var self = Process.GetCurrentProcess();
        var temporary = path + "." + self.Id.ToString(CultureInfo.InvariantCulture) + Extension;
        File.WriteAllText(temporary, text, Encoding);
        if (File.Exists(path))
        {
            File.Replace(temporary, path, null);
        }
        else
        {
            File.Move(temporary, path);
        }
    }
}
