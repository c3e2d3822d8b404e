using Microsoft.ML.OnnxRuntime;
using QuantBuild.Models;

namespace QuantBuild.Execution;

/// <summary>Reads two outputs side by side, a block at a time.</summary>
internal static class OutputComparer
{
    private const int Block = 4096;

    public static OutputComparison Compare(string name, OrtValue reference, OrtValue other)
    {
        if (!reference.IsTensor || !other.IsTensor)
        {
            return reference.OnnxType == other.OnnxType
                ? new OutputComparison { Name = name, Incomparable = $"it is {Kind(reference)}, and only tensors are compared" }
                : new OutputComparison { Name = name, Incomparable = $"it is {Kind(other)} instead of {Kind(reference)}", IsAnother = true };
        }

        var (info, otherInfo) = (reference.GetTensorTypeAndShape(), other.GetTensorTypeAndShape());
        var (type, otherType) = ((ElementType)(int)info.ElementDataType, (ElementType)(int)otherInfo.ElementDataType);
        var result = new OutputComparison { Name = name, Type = type, Elements = info.ElementCount };
        if (!info.Shape.AsSpan().SequenceEqual(otherInfo.Shape))
        {
            return result with { Incomparable = $"its shape is {Shape(otherInfo)} instead of {Shape(info)}", IsAnother = info.Shape.Length != otherInfo.Shape.Length };
        }

        if (type == ElementType.String && otherType == ElementType.String)
        {
            var equal = reference.GetStringTensorAsArray().Zip(other.GetStringTensorAsArray()).Count(pair => pair.First == pair.Second);
            return result with { Equal = equal, Identical = equal == info.ElementCount };
        }

        if (!ElementValues.IsSupported(type) || !ElementValues.IsSupported(otherType) || type.IsFloatingPoint() != otherType.IsFloatingPoint())
        {
            return result with
            {
                Incomparable = $"its elements are {otherType.ReportName()} instead of {type.ReportName()}", IsAnother = type.IsFloatingPoint() != otherType.IsFloatingPoint(),
            };
        }

        return type.SizeOf(info.ElementCount).Bytes > int.MaxValue || otherType.SizeOf(info.ElementCount).Bytes > int.MaxValue
            ? result with { Incomparable = "it is larger than 2 GB" }
            : Compare(result, otherType, RawData(reference), RawData(other));
    }

    /// <summary>Same bits, or figures of the difference.</summary>
    public static OutputComparison Compare(OutputComparison result, ElementType otherType, ReadOnlySpan<byte> reference, ReadOnlySpan<byte> other)
    {
        var type = result.Type;
        var metrics = new OutputMetrics();
        var (width, otherWidth) = (type.Bits() / 8, otherType.Bits() / 8);
        Span<double> values = new double[Block], otherValues = new double[Block];
        for (var start = 0; start < result.Elements; start += Block)
        {
            var count = (int)Math.Min(Block, result.Elements - start);
            ElementValues.Read(type, reference.Slice(start * width, count * width), values[..count]);
            ElementValues.Read(otherType, other.Slice(start * otherWidth, count * otherWidth), otherValues[..count]);
            metrics.Add(values[..count], otherValues[..count]);
        }

        return metrics.Complete(result with { Identical = type == otherType && reference.SequenceEqual(other) });
    }

    private static ReadOnlySpan<byte> RawData(OrtValue value) => value.GetTensorMutableRawData();

    private static string Kind(OrtValue value) => value.OnnxType switch
    {
        OnnxValueType.ONNX_TYPE_TENSOR => "a tensor",
        OnnxValueType.ONNX_TYPE_SEQUENCE => "a sequence",
        OnnxValueType.ONNX_TYPE_MAP => "a map",
        OnnxValueType.ONNX_TYPE_OPTIONAL => "an optional value",
        _ => "no tensor",
    };

    private static string Shape(OrtTensorTypeAndShapeInfo info) => new TensorShape([.. info.Shape]).ToString();
}
