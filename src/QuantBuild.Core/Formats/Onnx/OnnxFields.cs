namespace QuantBuild.Formats.Onnx;

/// <summary>Field numbers of the messages that lead to tensors: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto</summary>
internal static class OnnxFields
{
    public const int FloatData = 4;
    public const int Int32Data = 5;
    public const int Int64Data = 7;
    public const int RawData = 9;
    public const int DoubleData = 10;
    public const int UInt64Data = 11;
    public const int ExternalData = 13;

    /// <summary>Our own fields of TensorProto; they stand only between reader and writer.</summary>
    public const int PayloadField = 2045;
    public const int Payload = 2046;

    public const int Graph = 7;

    public static OnnxMessage Child(OnnxMessage message, int field) => (message, field) switch
    {
        (OnnxMessage.Model, Graph) => OnnxMessage.Graph,
        (OnnxMessage.Model, 20) => OnnxMessage.TrainingInfo,
        (OnnxMessage.Model, 25) => OnnxMessage.Function,
        (OnnxMessage.Graph, 1) => OnnxMessage.Node,
        (OnnxMessage.Graph, 5) => OnnxMessage.Tensor,
        (OnnxMessage.Graph, 15) => OnnxMessage.SparseTensor,
        (OnnxMessage.Node, 5) => OnnxMessage.Attribute,
        (OnnxMessage.Attribute, 5 or 10) => OnnxMessage.Tensor,
        (OnnxMessage.Attribute, 6 or 11) => OnnxMessage.Graph,
        (OnnxMessage.Attribute, 22 or 23) => OnnxMessage.SparseTensor,
        (OnnxMessage.SparseTensor, 1 or 2) => OnnxMessage.Tensor,
        (OnnxMessage.Function, 7) => OnnxMessage.Node,
        (OnnxMessage.Function, 11) => OnnxMessage.Attribute,
        (OnnxMessage.TrainingInfo, 1 or 2) => OnnxMessage.Graph,
        _ => OnnxMessage.Opaque,
    };

    /// <summary>Fields of ModelProto: two are numbers, the others texts and messages.</summary>
    public static bool IsModelField(int field, int wireType) => field switch
    {
        1 or 5 => wireType == 0,
        2 or 3 or 4 or 6 or Graph or 8 or 14 or 20 or 25 or 26 => wireType == 2,
        _ => false,
    };

    /// <summary>Fields of TensorProto that hold elements.</summary>
    public static bool HoldsElements(int field) => field is FloatData or Int32Data or Int64Data or RawData or DoubleData or UInt64Data;
}
