namespace QuantBuild.Models;

/// <summary>Weights that are stored alike.</summary>
/// <param name="Form">How.</param>
/// <param name="Type">Element type as stored.</param>
/// <param name="Bits">Bits of one weight; several may share an element.</param>
internal readonly record struct WeightKind(WeightForm Form, ElementType Type, int Bits)
{
    /// <summary><c>FP16</c>, <c>QDQ INT8</c>, <c>MatMulNBits 4-bit</c>.</summary>
    public string Name => Form switch
    {
        WeightForm.Sparse => $"sparse {Number}",
        WeightForm.Dynamic => $"dynamic {Number}",
        WeightForm.Qdq => $"QDQ {Number}",
        WeightForm.WeightOnly => $"weight-only {Number}",
        WeightForm.QOperator => $"QOperator {Number}",
        WeightForm.MatMulBlocks => $"MatMulNBits {Bits}-bit",
        WeightForm.GatherBlocks => $"GatherBlockQuantized {Bits}-bit",
        _ => Number,
    };

    private string Number => Type switch
    {
        ElementType.BFloat16 => "BF16",
        ElementType.Float8E4M3FN or ElementType.Float8E4M3FNUZ or ElementType.Float8E5M2 or ElementType.Float8E5M2FNUZ or ElementType.Float8E8M0 => $"FP8 ({Type.ReportName()})",
        _ => $"{(Type.IsFloatingPoint() ? "FP" : "INT")}{Bits}",
    };
}
