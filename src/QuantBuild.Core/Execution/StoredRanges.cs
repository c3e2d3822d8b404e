using QuantBuild.Formats.Onnx;
using QuantBuild.Models;
using QuantBuild.Schemes;

namespace QuantBuild.Execution;

/// <summary>The range of every stored float32 tensor.</summary>
internal static class StoredRanges
{
    public static IEnumerable<ObservedRange> Of(OnnxModel model) => TensorWalk.Tensors(model.Proto)
        .Where(use => use.Tensor.DataType == (int)ElementType.Float32)
        .Select(use => new ObservedRange(use.Name, LargestMagnitude.Of(use.Tensor, model.Payloads), Stored: true));
}
