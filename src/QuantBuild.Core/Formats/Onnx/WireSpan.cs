namespace QuantBuild.Formats.Onnx;

/// <summary>A stretch of wire-format bytes in memory.</summary>
internal readonly record struct WireSpan(int Start, int Length)
{
    public int End => Start + Length;
}
