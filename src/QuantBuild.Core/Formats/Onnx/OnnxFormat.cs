using System.Collections.Immutable;
using QuantBuild.Diagnostics;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.Formats.Onnx;

// Specification: https://github.com/onnx/onnx/blob/main/docs/IR.md

/// <summary>ONNX: one protobuf message, with or without files of external data.</summary>
internal sealed class OnnxFormat : IModelFormat
{
    public string Name => "onnx";

    public IReadOnlyList<string> Extensions { get; } = [".onnx"];

    public string DefaultRuntime => "onnxruntime-cpu";

    /// <summary>The extension, or a first field that is <c>ir_version</c> with a version that exists.</summary>
    public bool Recognises(ReadOnlySpan<byte> head, string path) =>
        Path.GetExtension(path).Equals(".onnx", StringComparison.OrdinalIgnoreCase) ||
        (head.Length >= 3 && head[0] == 0x08 && head[1] is > 0 and < 64 && (head[2] & 7) is 0 or 2);

    public ModelDocument? Read(string path, DiagnosticBag diagnostics) => OnnxReader.Read(path, diagnostics);

    public IEnumerable<TensorInfo> Tensors(ModelDocument document)
    {
        var model = (OnnxModel)document;
        var quantizesActivations = model.Proto.Graph.Node.Any(node => node.OpType is "QuantizeLinear" or "DynamicQuantizeLinear");
        return TensorWalk.Tensors(model.Proto).Select(use => Info(use, quantizesActivations) with { Stored = Stored(use.Tensor, model) });
    }

    public IReadOnlyList<DeclaredInput> Inputs(ModelDocument document) => GraphInputs.Of(((OnnxModel)document).Proto.Graph);

    /// <summary>A protobuf message is at most 2 GiB − 1 long.</summary>
    public ByteSize LargestFile { get; } = new(int.MaxValue);

    public void Stamp(ModelDocument plan, IReadOnlyList<KeyValuePair<string, string>> entries)
    {
        var metadata = ((OnnxModel)plan).Proto.MetadataProps;
        foreach (var (key, value) in entries)
        {
            if (metadata.FirstOrDefault(entry => entry.Key == key) is { } known)
            {
                known.Value = value;
            }
            else
            {
                metadata.Add(new StringStringEntryProto { Key = key, Value = value });
            }
        }
    }

    public ModelDocument StoreBeside(ModelDocument plan, string dataFile) => ExternalStorage.Of((OnnxModel)plan, dataFile);

    public ArtifactLayout Layout(ModelDocument document)
    {
        var model = (OnnxModel)document;
        return new ArtifactLayout(OnnxLayout.Of(model)) { Data = DataLayout.Of(model) };
    }

    public IReadOnlyList<string> RandomOutputs(ModelDocument document) => Graphs.RandomOutputs.Of(((OnnxModel)document).Proto);

    public IReadOnlyList<KeyValuePair<string, string>> Properties(ModelDocument document)
    {
        var proto = ((OnnxModel)document).Proto;
        return
        [
            new("ir", proto.IrVersion.ToString()),
            .. proto.OpsetImport.Select(import => KeyValuePair.Create(
                $"opset {(string.IsNullOrEmpty(import.Domain) ? "ai.onnx" : import.Domain)}", import.Version.ToString())),
            .. $"{proto.ProducerName} {proto.ProducerVersion}".Trim() is { Length: > 0 } producer ? [KeyValuePair.Create("producer", producer)] : Array.Empty<KeyValuePair<string, string>>(),
        ];
    }

    private static ImmutableArray<ByteRange> Stored(TensorProto tensor, OnnxModel model) =>
        tensor.HasPayload && model.Payloads[tensor.Payload] is FilePayload file ? file.Ranges : [];

    private static TensorInfo Info(TensorUse use, bool quantizesActivations)
    {
        var type = (ElementType)use.Tensor.DataType;
        var shape = use.Tensor.Shape();
        var size = type == ElementType.String
            ? new ByteSize(use.Tensor.StringData.Sum(text => (long)text.Length))
            : type.SizeOf(shape.Elements ?? 0);
        var role = QuantizedOperators.Role(use);
        var isWeight = type.IsFloatingPoint() || (type.Bits() is > 0 and <= 16 && role is not null);
        return new TensorInfo(use.Name, type, shape, size, use.Operator ?? string.Empty, isWeight)
        {
            Form = role is { } known ? known.Form == WeightForm.Qdq && !quantizesActivations ? WeightForm.WeightOnly : known.Form
                : use.IsSparse ? WeightForm.Sparse : WeightForm.Plain,
            IsScale = role is { IsScale: true },
            Bits = role is { IsScale: false } ? QuantizedOperators.Bits(use.Consumer!, type) : type.Bits(),
            IsUsed = use.Operator is not null || use.IsOutput,
        };
    }
}
