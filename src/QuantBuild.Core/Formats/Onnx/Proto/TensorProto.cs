using System.Collections.Immutable;

namespace QuantBuild.Formats.Onnx.Proto;

internal sealed partial class TensorProto
{
    /// <summary>
    /// What a conversion makes of the elements, in little-endian order, where they stood in the structure itself: shapes may follow from them
    /// before any is written. Default otherwise; not part of a file, and not of a clone.
    /// </summary>
    public ImmutableArray<byte> Converted { get; set; }
}
