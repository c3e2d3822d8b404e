using System.Globalization;
using QuantBuild.Models;

namespace QuantBuild.Memory;

/// <summary>The stored tensors of one operator type and element type.</summary>
internal sealed record WeightGroup(string Operator, ElementType Type, ByteSize Stored, WeightMultiplier Multiplier)
{
    public MemoryBand Resident => Stored * Multiplier;

    /// <summary><c>520.0 MB of float32 MatMul weights × 1.24</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Stored} of {Type.ReportName()} {(Operator.Length == 0 ? "unused" : Operator)} weights × {Multiplier.Expected:0.##}");
}
