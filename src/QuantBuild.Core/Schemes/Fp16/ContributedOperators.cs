namespace QuantBuild.Schemes.Fp16;

// Specifications: https://github.com/onnx/onnx/blob/main/docs/Operators-ml.md
// and https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md

/// <summary>Operators of other domains, written as in <see cref="OnnxOperators"/>; one that is missing here stays as it is.</summary>
internal static class ContributedOperators
{
    public const string Table = """
        ai.onnx.ml.ArrayFeatureExtractor 1: t int64 > t
        ai.onnx.ml.Binarizer 1: t > t
        ai.onnx.ml.FeatureVectorizer 1: t* > float
        ai.onnx.ml.Imputer 1: t > t
        ai.onnx.ml.LinearClassifier 1: t > u float
        ai.onnx.ml.LinearRegressor 1: t > float
        ai.onnx.ml.Normalizer 1: t > float
        ai.onnx.ml.OneHotEncoder 1: t > float
        ai.onnx.ml.SVMClassifier 1: t > u float
        ai.onnx.ml.SVMRegressor 1: t > float
        ai.onnx.ml.Scaler 1: t > float
        ai.onnx.ml.TreeEnsembleClassifier 1: t > u float
        ai.onnx.ml.TreeEnsembleRegressor 1: t > float
        com.microsoft.Attention 1: T T T int32 T T int32 > T T
        com.microsoft.BiasAdd 1: T T T > T
        com.microsoft.BiasGelu 1: T T > T
        com.microsoft.BiasSoftmax 1: T T > T
        com.microsoft.BiasSplitGelu 1: T T > T
        com.microsoft.DynamicQuantizeLSTM 1: float u float float int32 float float float float w float w > float float float
        com.microsoft.DynamicQuantizeMatMul 1: float u float u float > float
        com.microsoft.EmbedLayerNormalization 1: int32 int32 T T T T T int32 int32 > T int32 T
        com.microsoft.FastGelu 1: T T > T
        com.microsoft.FusedConv 1: T T T T > T
        com.microsoft.FusedGemm 1: T T T > T
        com.microsoft.FusedMatMul 1: T T > T
        com.microsoft.Gelu 1: T > T
        com.microsoft.GroupQueryAttention 1: T T T T T int32 int32 T T int64 T T > T T T
        com.microsoft.MatMulIntegerToFloat 1: u v float float u v float > float
        com.microsoft.MatMulNBits 1: T uint8 T zeros int32 T > T
        com.microsoft.MultiHeadAttention 1: T T T T int32 T T T int32 int32 > T T T
        com.microsoft.QuickGelu 1: T > T
        com.microsoft.RotaryEmbedding 1: T int64 T T > T
        com.microsoft.SkipLayerNormalization 1: T T T T T > T float float T
        com.microsoft.SkipSimplifiedLayerNormalization 1: T T T T > T float float T
        """;
}
