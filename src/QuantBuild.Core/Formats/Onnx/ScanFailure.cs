namespace QuantBuild.Formats.Onnx;

/// <summary>Where and why the wire format could not be followed.</summary>
/// <param name="Offset">Byte offset in the file.</param>
/// <param name="Reason">In words.</param>
/// <param name="Truncated">The file ends before something that announced its length.</param>
internal sealed record ScanFailure(long Offset, string Reason, bool Truncated = false);
