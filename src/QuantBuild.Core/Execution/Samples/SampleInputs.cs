using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using QuantBuild.Models;

namespace QuantBuild.Execution.Samples;

/// <summary>Inputs of one run from files, in the element types the model asks for.</summary>
internal sealed class SampleInputs(InputSample sample) : IInputSource
{
    public InputValues? For(IReadOnlyList<InputPort> ports, out ModelFailure? failure)
    {
        failure = null;
        var values = new Dictionary<string, OrtValue>(ports.Count);
        foreach (var port in ports)
        {
            var problem = "is in no sample";
            if (!sample.Files.TryGetValue(port.Name, out var file) || SampleTensor.Read(file, out problem) is not { } tensor)
            {
                new InputValues(values).Dispose();
                failure = new ModelFailure(FailureStage.Inputs, $"input '{port.Name}' {problem}");
                return null;
            }

            values.Add(port.Name, Create(port, tensor));
        }

        return new InputValues(values);
    }

    // An artifact may ask for narrower inputs than its original.
    private static OrtValue Create(InputPort port, SampleTensor tensor)
    {
        var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, (TensorElementType)(int)port.Type, [.. tensor.Shape.Dimensions]);
        if (port.Type == tensor.Type)
        {
            tensor.Bytes.Span.CopyTo(value.GetTensorMutableRawData());
        }
        else
        {
            var elements = new double[tensor.Bytes.Length / (tensor.Type.Bits() / 8)];
            ElementValues.Read(tensor.Type, tensor.Bytes.Span, elements);
            ElementValues.Write(port.Type, elements, value.GetTensorMutableRawData());
        }

        return value;
    }
}
