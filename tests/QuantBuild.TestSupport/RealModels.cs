namespace QuantBuild.TestSupport;

/// <summary>The folder of real models in QUANTBUILD_MODELS; the project builds and passes without it.</summary>
internal static class RealModels
{
    public static string? Folder { get; } = Environment.GetEnvironmentVariable("QUANTBUILD_MODELS") is { Length: > 0 } folder && Directory.Exists(folder)
        ? folder
        : null;

    public static string Onnx(string name) => Path.Combine(Folder!, "onnx", name + ".onnx");
}
