using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Benchmarks;

/// <summary>Writes a model of about a given size.</summary>
internal static class Generate
{
    public static int Run(string path, string sizeText)
    {
        if (!ByteSize.TryParse(sizeText, out var size))
        {
            Console.Error.WriteLine($"'{sizeText}' is no size: {ByteSize.LegalForms}");
            return 1;
        }

        BigModel.Write(path, size);
        Console.WriteLine($"{path}: {new FileInfo(path).Length:N0} bytes");
        return 0;
    }
}
