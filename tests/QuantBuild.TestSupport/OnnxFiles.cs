namespace QuantBuild.TestSupport;

/// <summary>The real ONNX models, as theory data.</summary>
internal static class OnnxFiles
{
    public static IEnumerable<object[]> All { get; } = RealModels.Folder is null
        ? []
        : [.. Directory.EnumerateFiles(Path.Combine(RealModels.Folder, "onnx"), "*.onnx").Order(StringComparer.Ordinal).Select(path => new object[] { Path.GetFileNameWithoutExtension(path) })];
}
