namespace QuantBuild.Schemes.Fp16;

// Specification: https://github.com/onnx/onnx/blob/main/docs/Changelog.md

/// <summary>
/// Which element types the operators of <c>ai.onnx</c> take, from each version on that changed them: inputs, then outputs.
/// A capital letter is a type variable that admits float32 and float16, a small one a variable that does not admit float16 beside float32,
/// any other word a fixed element type, <c>seq</c> no tensor; <c>*</c> repeats. Positions with the same variable have one type.
/// </summary>
internal static class OnnxOperators
{
    public const string Table = """
        Abs 1: T > T
        Acos 7: T > T
        Acosh 9: T > T
        Add 1: T T > T
        Affine 1: T > T
        AffineGrid 20: T int64 > T
        And 1: bool bool > bool
        ArgMax 1: T > int64
        ArgMin 1: T > int64
        Asin 7: T > T
        Asinh 9: T > T
        Atan 7: T > T
        Atanh 9: T > T
        Attention 23: T T U V T U int64 > T T U T
        AveragePool 1: T > T
        BatchNormalization 1: T T T T T > T T T T T
        BatchNormalization 14: T T T U U > T U U
        BatchNormalization 15: T T1 T1 T2 T2 > T T2 T2
        Bernoulli 15: T1 > T2
        BitCast 26: t1 > t2
        BitShift 11: t t > t
        BitwiseAnd 18: t t > t
        BitwiseNot 18: t > t
        BitwiseOr 18: t t > t
        BitwiseXor 18: t t > t
        BlackmanWindow 17: i > t
        Cast 1: T1 > T2
        CastLike 15: T1 T2 > T2
        Ceil 1: T > T
        Celu 12: float > float
        CenterCropPad 18: T i > T
        Clip 1: T > T
        Clip 11: T T T > T
        Col2Im 18: T int64 int64 > T
        Compress 9: T bool > T
        Concat 1: T* > T
        ConcatFromSequence 11: seq > T
        ConstantOfShape 9: int64 > T2
        Conv 1: T T T > T
        ConvInteger 10: t1 t2 t1 t2 > int32
        ConvTranspose 1: T T T > T
        Cos 7: T > T
        Cosh 9: T > T
        Crop 1: T > T
        CumProd 26: T i > T
        CumSum 11: t t2 > t
        CumSum 14: T t2 > T
        DFT 17: T1 t2 > T1
        DFT 20: T t2 int64 > T
        DeformConv 19: T T T T T > T
        DepthToSpace 1: T > T
        DequantizeLinear 10: t float t > float
        DequantizeLinear 19: t1 t2 t1 > t2
        Det 11: T > T
        Div 1: T T > T
        Dropout 1: T > T T
        Dropout 10: T > T bool
        Dropout 12: T T1 bool > T bool
        DynamicQuantizeLinear 11: float > uint8 float uint8
        Einsum 12: T* > T
        Elu 1: T > T
        Equal 1: t t > bool
        Equal 11: T T > bool
        Erf 9: T > T
        Exp 1: T > T
        Expand 8: T int64 > T
        EyeLike 9: T1 > T2
        Flatten 1: T > T
        Floor 1: T > T
        GRU 1: T T T T int32 T > T T
        Gather 1: T i > T
        GatherElements 11: T i > T
        GatherND 11: T int64 > T
        Gelu 20: T > T
        Gemm 1: T T T > T
        GlobalAveragePool 1: T > T
        GlobalLpPool 1: T > T
        GlobalMaxPool 1: T > T
        Greater 1: T T > bool
        GreaterOrEqual 12: T T > bool
        GridSample 16: T T > T
        GridSample 20: T U > T
        GroupNormalization 18: T T T > T
        HammingWindow 17: i > t
        HannWindow 17: i > t
        HardSigmoid 1: T > T
        HardSwish 14: T > T
        Hardmax 1: T > T
        Identity 1: T > T
        ImageDecoder 20: uint8 > uint8
        ImageScaler 1: T > T
        InstanceNormalization 1: T T T > T
        IsInf 10: t1 > bool
        IsInf 20: T > bool
        IsNaN 9: T1 > bool
        LRN 1: T > T
        LSTM 1: T T T T int32 T T T > T T T
        LayerNormalization 17: T T T > T u u
        LeakyRelu 1: T > T
        Less 1: T T > bool
        LessOrEqual 12: T T > bool
        Log 1: T > T
        LogSoftmax 1: T > T
        LpNormalization 1: T > T
        LpPool 1: T > T
        MatMul 1: T T > T
        MatMulInteger 10: t1 t2 t1 t2 > int32
        Max 1: T* > T
        MaxPool 1: T > T
        MaxPool 8: T > T int64
        MaxRoiPool 1: T T > T
        MaxUnpool 9: T1 int64 int64 > T1
        Mean 1: T* > T
        MeanVarianceNormalization 9: T > T
        MelWeightMatrix 17: i i i t2 t2 > t3
        Min 1: T* > T
        Mish 18: T > T
        Mod 10: T T > T
        Mul 1: T T > T
        Multinomial 7: T1 > t2
        Neg 1: T > T
        NegativeLogLikelihoodLoss 12: T i T > T
        NonMaxSuppression 10: float float int64 float float > int64
        NonZero 9: T > int64
        Not 1: bool > bool
        OneHot 9: T1 T2 T3 > T3
        Optional 15: T > seq
        OptionalGetElement 15: seq > seq
        OptionalHasElement 15: seq > bool
        Or 1: bool bool > bool
        PRelu 1: T T > T
        Pad 1: T > T
        Pad 11: T int64 T > T
        Pad 18: T int64 T i > T
        ParametricSoftplus 1: T > T
        Pow 1: T T > T
        Pow 12: T T1 > T
        QLinearConv 10: t1 float t1 t2 float t2 float t3 int32 > t3
        QLinearMatMul 10: t1 float t1 t2 float t2 float t3 > t3
        QuantizeLinear 10: t1 float t2 > t2
        QuantizeLinear 19: t1 t1 t2 > t2
        RMSNormalization 23: T U > U
        RNN 1: T T T T int32 T > T T
        RandomNormal 1: > T
        RandomNormalLike 1: T1 > T2
        RandomUniform 1: > T
        RandomUniformLike 1: T1 > T2
        Range 11: t t t > t
        Reciprocal 1: T > T
        ReduceL1 1: T > T
        ReduceL1 18: T int64 > T
        ReduceL2 1: T > T
        ReduceL2 18: T int64 > T
        ReduceLogSum 1: T > T
        ReduceLogSum 18: T int64 > T
        ReduceLogSumExp 1: T > T
        ReduceLogSumExp 18: T int64 > T
        ReduceMax 1: T > T
        ReduceMax 18: T int64 > T
        ReduceMean 1: T > T
        ReduceMean 18: T int64 > T
        ReduceMin 1: T > T
        ReduceMin 18: T int64 > T
        ReduceProd 1: T > T
        ReduceProd 18: T int64 > T
        ReduceSum 1: T > T
        ReduceSum 13: T int64 > T
        ReduceSumSquare 1: T > T
        ReduceSumSquare 18: T int64 > T
        RegexFullMatch 20: string > bool
        Relu 1: T > T
        Reshape 1: T > T
        Reshape 5: T int64 > T
        Resize 10: T float > T
        Resize 11: T1 T2 float int64 > T1
        ReverseSequence 10: T int64 > T
        RoiAlign 10: T1 T1 int64 > T1
        RotaryEmbedding 23: T T T int64 > T
        Round 11: T > T
        STFT 17: T1 t2 T1 t2 > T1
        ScaledTanh 1: T > T
        Scatter 9: T i T > T
        ScatterElements 11: T i T > T
        ScatterND 11: T int64 T > T
        Selu 1: T > T
        SequenceAt 11: seq i > T
        SequenceConstruct 11: T* > seq
        SequenceEmpty 11: > seq
        SequenceErase 11: seq i > seq
        SequenceInsert 11: seq T i > seq
        SequenceLength 11: seq > int64
        Shape 1: T > int64
        Shrink 9: T > T
        Sigmoid 1: T > T
        Sign 9: T > T
        SimplifiedLayerNormalization 1: T U > U float
        Sin 7: T > T
        Sinh 9: T > T
        Size 1: T > int64
        Slice 1: T > T
        Slice 10: T i i i i > T
        Softmax 1: T > T
        SoftmaxCrossEntropyLoss 12: T i T > T T
        Softplus 1: T > T
        Softsign 1: T > T
        SpaceToDepth 1: T > T
        Split 1: T T > T*
        Split 2: T > T*
        Split 13: T int64 > T*
        SplitToSequence 11: T i > seq
        Sqrt 1: T > T
        Squeeze 1: T > T
        Squeeze 13: T int64 > T
        StringConcat 20: string string > string
        StringNormalizer 10: string > string
        StringSplit 20: string > string int64
        Sub 1: T T > T
        Sum 1: T* > T
        Swish 24: T > T
        Tan 7: T > T
        Tanh 1: T > T
        TensorScatter 24: T T int64 > T
        TfIdfVectorizer 9: t > float
        ThresholdedRelu 10: T > T
        Tile 1: T T T > T
        Tile 6: T int64 > T
        TopK 1: T > T int64
        TopK 10: T int64 > T int64
        Transpose 1: T > T
        Trilu 14: T int64 > T
        Unique 11: T > T int64 int64 int64
        Unsqueeze 1: T > T
        Unsqueeze 13: T int64 > T
        Upsample 1: T > T
        Upsample 9: T float > T
        Where 9: bool T T > T
        Xor 1: bool bool > bool
        """;
}
