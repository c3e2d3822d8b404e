using QuantBuild.Formats;
using QuantBuild.Formats.Onnx;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Memory.Shapes;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation;

/// <summary>Constants as the simulation sees them: where they are, and what passes make of them.</summary>
internal static class RuntimeConstants
{
    public static WeightStorage StorageOf(TensorProto? tensor, OnnxModel model) =>
        tensor is { HasPayload: true } && IsBeside(model.Payloads[tensor.Payload], model.Path) ? WeightStorage.External : WeightStorage.Inline;

    /// <summary>A constant whose elements are not looked at.</summary>
    public static ValueFacts FactsOf(ElementType type, TensorShape shape) =>
        new() { Type = type, Concrete = shape, Known = KnownShape.Of(shape), IsConstant = true };

    /// <summary>A constant that holds these integers, as passes make them for shapes.</summary>
    public static ValueFacts FactsOf(params ReadOnlySpan<long> integers) =>
        FactsOf(ElementType.Int64, new TensorShape([integers.Length])) with { Value = SmallTensor.Of(integers) };

    private static bool IsBeside(Payload payload, string path) => payload switch
    {
        FilePayload file => file.Ranges[0].File != path,
        ConvertedPayload converted => IsBeside(converted.Source, path),
        _ => false,
    };
}
