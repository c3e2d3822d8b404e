namespace QuantBuild.Models;

/// <summary>How stored elements stand for a model's weights.</summary>
internal enum WeightForm
{
    /// <summary>Floating point, as they are.</summary>
    Plain,

    /// <summary>Values and the places they stand at.</summary>
    Sparse,

    /// <summary>Integers for MatMulInteger and its like, whose activations are quantized while the model runs.</summary>
    Dynamic,

    /// <summary>Integers between QuantizeLinear and DequantizeLinear.</summary>
    Qdq,

    /// <summary>Integers that DequantizeLinear makes floating point of, in a model that quantizes no activation.</summary>
    WeightOnly,

    /// <summary>Integers for operators that compute with them, such as QLinearConv.</summary>
    QOperator,

    /// <summary>Blocks of integers with a scale each, for MatMulNBits.</summary>
    MatMulBlocks,

    /// <summary>Blocks of integers with a scale each, for GatherBlockQuantized.</summary>
    GatherBlocks,
}
