namespace QuantBuild.Formats.Onnx;

/// <summary>The messages through which a tensor can be reached; everything else in a model is copied without a look.</summary>
internal enum OnnxMessage
{
    Opaque,
    Model,
    Graph,
    Node,
    Attribute,
    Tensor,
    SparseTensor,
    Function,
    TrainingInfo,
}
