using QuantBuild.Models;
using static QuantBuild.Models.ElementType;

namespace QuantBuild.Memory;

/// <summary>
/// How ONNX Runtime's x64 CPU provider holds weights, by operator and stored element type: measured with 1.31.1 on .NET, default session
/// options and default heap. Weights inside the model file also leave the parsed copy's holes in the heap; external ones do not.
/// </summary>
internal static class OnnxRuntimeCpuTable
{
    private static readonly (string Operators, ElementType Stored, WeightMultiplier Inline, WeightMultiplier External)[] Rows =
    [
        // operators                                    stored    inline                    external
        ("MatMul FusedMatMul",                          Float32,  new(1.07, 1.24, 1.50),    new(1.00, 1.00, 1.08)),
        ("MatMul FusedMatMul",                          Float16,  new(2.70, 3.00, 3.30),    new(2.15, 2.20, 2.45)), // folded back to float32
        ("Gemm FusedGemm",                              Float32,  new(1.07, 1.50, 1.90),    new(1.00, 1.00, 1.08)),
        ("Gemm FusedGemm",                              Float16,  new(3.20, 3.65, 4.10),    new(2.15, 2.20, 2.45)),
        ("Conv FusedConv",                              Float32,  new(2.10, 3.05, 3.20),    new(2.00, 2.10, 2.30)), // copies in the blocked layout
        ("Conv FusedConv",                              Float16,  new(4.20, 6.20, 6.60),    new(4.00, 4.40, 6.00)),
        ("Gather GatherElements",                       Float32,  new(1.00, 1.00, 1.10),    new(0.00, 1.00, 1.00)), // mapped pages, by the rows touched
        ("Gather GatherElements",                       Float16,  new(1.00, 1.00, 1.10),    new(0.00, 1.00, 1.00)), // has a half kernel
        ("LayerNormalization SkipLayerNormalization",   Float16,  new(1.00, 1.00, 1.10),    new(1.00, 1.00, 1.08)), // has a half kernel
        ("Cast",                                        Float16,  new(3.15, 3.25, 3.40),    new(2.15, 2.20, 2.45)), // folded back to float32
        ("*",                                           Float32,  new(1.00, 1.13, 1.50),    new(1.00, 1.00, 1.08)),
        ("*",                                           Float16,  new(2.70, 3.00, 3.30),    new(2.15, 2.20, 2.45)), // cast to float32 and back
        ("MatMulInteger DynamicQuantizeMatMul",         Int8,     new(1.17, 2.03, 2.17),    new(1.00, 1.03, 1.18)),
        ("MatMulInteger DynamicQuantizeMatMul",         UInt8,    new(1.17, 2.03, 2.17),    new(1.00, 1.03, 1.18)),
        ("QLinearConv QLinearMatMul",                   Int8,     new(1.10, 2.10, 2.20),    new(1.00, 1.10, 1.20)),
        ("QLinearConv QLinearMatMul",                   UInt8,    new(1.10, 2.10, 2.20),    new(1.00, 1.10, 1.20)),
        ("ConvInteger",                                 Int8,     new(1.00, 1.10, 1.31),    new(0.00, 1.00, 1.00)),
        ("ConvInteger",                                 UInt8,    new(1.00, 1.10, 1.31),    new(0.00, 1.00, 1.00)),
        ("MatMulNBits",                                 UInt8,    new(1.25, 1.75, 2.45),    new(0.85, 1.25, 1.67)), // by its accuracy_level
        ("GatherBlockQuantized",                        UInt8,    new(1.00, 1.03, 1.10),    new(0.00, 1.00, 1.00)),
        ("DequantizeLinear",                            Int8,     new(1.03, 1.50, 9.25),    new(0.15, 1.50, 9.25)), // twice as float32, unless fused
        ("DequantizeLinear",                            UInt8,    new(1.03, 1.50, 9.25),    new(0.15, 1.50, 9.25)),
    ];

    private static readonly WeightMultiplier AsStored = new(1, 1, 1.1);

    private static readonly Dictionary<(string Operator, ElementType Stored), (WeightMultiplier Inline, WeightMultiplier External)> Table = Rows
        .SelectMany(row => row.Operators.Split(' '), (row, name) => (Key: (name, row.Stored), Value: (row.Inline, row.External)))
        .ToDictionary(entry => entry.Key, entry => entry.Value);

    public static WeightMultiplier Of(string operatorType, ElementType stored, bool external) =>
        Table.TryGetValue((operatorType, stored), out var found) || Table.TryGetValue(("*", stored), out found)
            ? external ? found.External : found.Inline
            : AsStored;

    /// <summary>Bytes in flight while one tensor is loaded: itself, or the float32 tensor that a half one becomes.</summary>
    public static ByteSize InFlight(TensorInfo tensor) =>
        tensor.Type == Float16 && Of(tensor.Operator, Float16, external: true).Low >= 2 ? tensor.Size * 2 : tensor.Size;
}
