using System.Runtime.InteropServices;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.Formats.Onnx;

/// <summary>Extents as the structure holds them.</summary>
internal static class TensorShapes
{
    public static TensorShape Shape(this TensorProto tensor)
    {
        if (tensor.Dims.Count == 0)
        {
            return TensorShape.Scalar;
        }

        var extents = new long[tensor.Dims.Count];
        tensor.Dims.CopyTo(extents, 0);
        return new TensorShape(ImmutableCollectionsMarshal.AsImmutableArray(extents));
    }
}
