namespace QuantBuild.Formats;

/// <summary>The formats, in the order they are asked.</summary>
internal static class ModelFormats
{
    public static readonly IReadOnlyList<IModelFormat> All =
    [
        new Onnx.OnnxFormat(),
    ];

    public static IModelFormat Of(ModelDocument document) => All.First(format => format.Name == document.Format);
}
