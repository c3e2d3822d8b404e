using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.Benchmarks;

/// <summary>One model of the ONNX backend tests with the inputs it comes with.</summary>
internal sealed class BackendCase(string folder)
{
    public string Name { get; } = Path.GetFileName(folder);

    public string ModelPath { get; } = Path.Combine(folder, "model.onnx");

    /// <summary>Inputs in order; null where one is no dense tensor of numbers.</summary>
    public IReadOnlyList<TensorProto>? Inputs()
    {
        var declared = ModelProto.Parser.ParseFrom(File.ReadAllBytes(ModelPath)).Graph.Input;
        if (declared.Any(input => input.Type?.TensorType is null))
        {
            return null;
        }

        var data = Path.Combine(folder, "test_data_set_0");
        var tensors = new List<TensorProto>();
        for (var i = 0; File.Exists(Path.Combine(data, $"input_{i}.pb")); i++)
        {
            var tensor = TensorProto.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(data, $"input_{i}.pb")));
            if (Bytes(tensor) is null)
            {
                return null;
            }

            tensors.Add(tensor);
        }

        return tensors;
    }

    /// <summary>Little-endian elements; null for strings and for what is no tensor.</summary>
    public static byte[]? Bytes(TensorProto tensor)
    {
        var type = (ElementType)tensor.DataType;
        if (type.Bits() < 8)
        {
            return null;
        }

        return tensor.HasRawData ? tensor.RawData.ToByteArray()
            : tensor.FloatData.Count > 0 ? MemoryMarshal.AsBytes<float>(tensor.FloatData.ToArray()).ToArray()
            : tensor.DoubleData.Count > 0 ? MemoryMarshal.AsBytes<double>(tensor.DoubleData.ToArray()).ToArray()
            : tensor.Int64Data.Count > 0 ? MemoryMarshal.AsBytes<long>(tensor.Int64Data.ToArray()).ToArray()
            : tensor.Uint64Data.Count > 0 && type == ElementType.UInt64 ? MemoryMarshal.AsBytes<ulong>(tensor.Uint64Data.ToArray()).ToArray()
            : tensor.Int32Data.Count > 0 ? tensor.Int32Data.SelectMany(value => BitConverter.GetBytes(value).Take(type.Bits() / 8)).ToArray()
            : type.SizeOf(new TensorShape([.. tensor.Dims]).Elements ?? 1).Bytes == 0 ? [] : null;
    }

    /// <summary>Runs a model; the outputs in its order, or ONNX Runtime's reason.</summary>
    public static (IReadOnlyList<OrtValue>? Outputs, string? Failure) Run(byte[] model, IReadOnlyList<TensorProto> inputs)
    {
        try
        {
            using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, IntraOpNumThreads = 1 };
            using var session = new InferenceSession(model, options);
            var values = session.InputNames.Zip(inputs, (name, tensor) => (name, Value(tensor))).ToDictionary(entry => entry.name, entry => entry.Item2);
            using var run = new RunOptions();
            return ([.. session.Run(run, values, session.OutputNames)], null);
        }
        catch (OnnxRuntimeException error)
        {
            return (null, error.Message.ReplaceLineEndings(" "));
        }
    }

    private static OrtValue Value(TensorProto tensor)
    {
        var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, (TensorElementType)tensor.DataType, [.. tensor.Dims]);
        Bytes(tensor)!.CopyTo(value.GetTensorMutableRawData());
        return value;
    }
}
