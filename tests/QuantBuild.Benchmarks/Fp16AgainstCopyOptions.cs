using QuantBuild.Models;

namespace QuantBuild.Benchmarks;

/// <summary>What is measured, and where.</summary>
internal sealed record Fp16AgainstCopyOptions(ByteSize Size, string Command, string Folder, int Repeat)
{
    public static Fp16AgainstCopyOptions? Parse(string[] arguments)
    {
        var size = ByteSize.FromMegabytes(1024);
        string? command = null;
        var tool = Path.Combine(AppContext.BaseDirectory, "dotnet-quantize-check.dll");
        var folder = Path.GetTempPath();
        var repeat = 5;
        for (var rest = arguments.AsSpan(); rest.Length > 0;)
        {
            switch (rest)
            {
                case ["--command", var value, ..]:
                    command = value;
                    break;
                case ["--tool", var value, ..]:
                    tool = value;
                    break;
                case ["--folder", var value, ..]:
                    folder = value;
                    break;
                case ["--repeat", var value, ..] when int.TryParse(value, out repeat) && repeat > 0:
                    break;
                case [var value, ..] when ByteSize.TryParse(value, out size):
                    rest = rest[1..];
                    continue;
                default:
                    return null;
            }

            rest = rest[2..];
        }

        command ??= $"dotnet {tool} quantize {{model}} -o {{output}} --scheme fp16 --mode always --verify false";
        return new(size, command, Path.GetFullPath(folder), repeat);
    }
}
