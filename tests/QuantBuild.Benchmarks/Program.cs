using QuantBuild.Benchmarks;
using QuantBuild.Models;

const string Usage = """
    models FOLDER             fp16 of every ONNX model there: what converted, loads, and how close it is
    fp16-vs-cp [SIZE] [TOOL]  CPU and memory of a conversion against cp (SIZE 1GB; TOOL dotnet-quantize-check.dll)
    backend-tests FOLDER      round trip and fp16 of the ONNX backend tests (Debian: libonnx-testdata, /usr/share/libonnx-testdata/data)
    kernel-sweep              every one of the 2^32 float patterns through the float16 kernels
    """;

switch (args)
{
    case ["models", var folder]:
        return ModelTable.Run(folder);
    case ["fp16-vs-cp", .. var rest]:
        var size = ByteSize.FromMegabytes(1024);
        if (rest.Length > 0 && !ByteSize.TryParse(rest[0], out size))
        {
            Console.Error.WriteLine($"'{rest[0]}' is no size: {ByteSize.LegalForms}");
            return 1;
        }

        return ConversionAgainstCopy.Run(size, rest.Length > 1 ? rest[1] : Path.Combine(AppContext.BaseDirectory, "dotnet-quantize-check.dll"));
    case ["backend-tests", var root]:
        return BackendTests.Run(root);
    case ["kernel-sweep"]:
        return KernelSweep.Run();
    default:
        Console.Error.WriteLine(Usage);
        return 1;
}
