using QuantBuild.Formats.Onnx.Proto;

namespace QuantBuild.Memory.Shapes;

/// <summary>A shape as a file declares it.</summary>
internal static class DeclaredShape
{
    /// <summary>Extents of a tensor type; null where the type has none, or is no tensor.</summary>
    public static KnownShape? Of(TypeProto? type) =>
        type?.TensorType?.Shape is { } shape ? new KnownShape([.. shape.Dim.Select(Of)]) : null;

    private static Dimension Of(TensorShapeProto.Types.Dimension dimension) => dimension.ValueCase switch
    {
        TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue when dimension.DimValue >= 0 => Dimension.Of(dimension.DimValue),
        TensorShapeProto.Types.Dimension.ValueOneofCase.DimParam => Dimension.Named(dimension.DimParam),
        _ => Dimension.Unknown,
    };
}
