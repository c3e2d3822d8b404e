using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using QuantBuild.Models;

namespace QuantBuild.Execution;

/// <summary>Made-up inputs for two models that must see the same values, each in its own element type.</summary>
internal sealed class SyntheticInputs(IReadOnlyList<InputPort> reference, long seed, IReadOnlyDictionary<string, long>? ranges = null) : IInputSource
{
    private const int Block = 4096;

    private readonly ImmutableDictionary<string, InputPort> _reference = reference.ToImmutableDictionary(port => port.Name);

    /// <summary>Values for every input a model asks for; null where one cannot be made up.</summary>
    public InputValues? For(IReadOnlyList<InputPort> ports, out ModelFailure? failure)
    {
        failure = ports.Select(Refusal).FirstOrDefault(refusal => refusal is not null) is { } reason
            ? new ModelFailure(FailureStage.Inputs, reason)
            : null;
        return failure is null ? new InputValues(ports.ToDictionary(port => port.Name, Create)) : null;
    }

    private string? Refusal(InputPort port) => port switch
    {
        { Kind: not OnnxValueType.ONNX_TYPE_TENSOR } => $"input '{port.Name}' is not a tensor; such inputs cannot be made up",
        _ when !ElementValues.IsSupported(port.Type) => $"input '{port.Name}' is of {port.Type.ReportName()}; such inputs cannot be made up",
        _ when !_reference.ContainsKey(port.Name) => $"input '{port.Name}' is not one of the original's",
        _ => null,
    };

    private OrtValue Create(InputPort port)
    {
        var original = _reference[port.Name];
        var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, (TensorElementType)(int)port.Type, [.. original.Shape]);
        var bytes = value.GetTensorMutableRawData();
        var values = new SyntheticValues(port.Name, original.Type, seed, ranges?.TryGetValue(port.Name, out var range) == true ? range : null);
        var width = port.Type.Bits() / 8;
        Span<double> block = new double[Math.Min(Block, bytes.Length / width)];
        while (bytes.Length > 0)
        {
            var count = Math.Min(block.Length, bytes.Length / width);
            values.Next(block[..count]);
            ElementValues.Write(port.Type, block[..count], bytes);
            bytes = bytes[(count * width)..];
        }

        return value;
    }
}
