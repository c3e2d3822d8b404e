using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.Formats.Onnx;

// Specification: https://github.com/onnx/onnx/blob/main/docs/IR.md#graphs

/// <summary>The inputs a caller has to give: those the graph has no initializer for.</summary>
internal static class GraphInputs
{
    public static IReadOnlyList<DeclaredInput> Of(GraphProto graph)
    {
        var stored = graph.Initializer.Select(tensor => tensor.Name)
            .Concat(graph.SparseInitializer.Select(sparse => sparse.Values?.Name ?? ""))
            .ToHashSet(StringComparer.Ordinal);
        return [.. graph.Input.Where(input => !stored.Contains(input.Name)).Select(Declared)];
    }

    private static DeclaredInput Declared(ValueInfoProto input)
    {
        if (input.Type?.TensorType is not { } tensor)
        {
            return new DeclaredInput(input.Name, ElementType.Undefined, null);
        }

        return new DeclaredInput(input.Name, (ElementType)tensor.ElemType, tensor.Shape is { } shape ? [.. shape.Dim.Select(Declared)] : null);
    }

    // A negative extent is no extent: some exporters write -1 for an open one.
    private static DeclaredDimension Declared(TensorShapeProto.Types.Dimension dimension) => dimension switch
    {
        { HasDimValue: true, DimValue: >= 0 } => new DeclaredDimension(dimension.DimValue),
        { HasDimParam: true, DimParam.Length: > 0 } => new DeclaredDimension(null, dimension.DimParam),
        _ => new DeclaredDimension(null),
    };
}
