using System.Collections.Immutable;
using Google.Protobuf;
using QuantBuild.Diagnostics;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.Formats.Onnx;

// Specification: https://github.com/onnx/onnx/blob/main/docs/IR.md

/// <summary>Reads a model's structure; the elements of large tensors stay in their files.</summary>
internal static class OnnxReader
{
    public static OnnxModel? Read(string path, DiagnosticBag diagnostics)
    {
        try
        {
            using var file = File.OpenHandle(path);
            return Read(path, new FileWindow(file, RandomAccess.GetLength(file)), diagnostics);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(Descriptors.FileMissing, $"'{path}' cannot be read: {error.Message}");
            return null;
        }
    }

    public static OnnxModel? Read(string path, FileWindow window, DiagnosticBag diagnostics)
    {
        using var structure = new StructureBuffer();
        var scanner = new StructureScanner(window, path, structure);
        if (!scanner.Scan())
        {
            Explain(path, scanner, diagnostics);
            return null;
        }

        if (!scanner.BeginsAsModel)
        {
            diagnostics.Add(Descriptors.NotAModel, $"'{path}' is not an ONNX model: it begins with a field that no model has");
            return null;
        }

        ModelProto proto;
        try
        {
            proto = ModelProto.Parser.ParseFrom(structure.Span);
        }
        catch (InvalidProtocolBufferException)
        {
            diagnostics.Add(Descriptors.Malformed, $"'{path}' is malformed: a field around its tensors does not follow protobuf's wire format, or a name is not UTF-8; export the model again");
            return null;
        }

        if (proto.Graph is null)
        {
            diagnostics.Add(Descriptors.NotAModel, $"'{path}' holds no ONNX graph; export the model again, or correct the path");
            return null;
        }

        StructureTrim.Apply(proto.Graph);
        LeftBehind.Collect(proto.Graph.Node.Count);
        return Resolve(path, window.Length, proto, scanner.Payloads, diagnostics);
    }

    private static OnnxModel? Resolve(string path, long length, ModelProto proto, IReadOnlyList<FilePayload> found, DiagnosticBag diagnostics)
    {
        var payloads = ImmutableArray.CreateBuilder<Payload>(found.Count);
        payloads.AddRange(found);
        var external = new ExternalData(path, diagnostics);
        foreach (var (tensor, name, _) in TensorWalk.Tensors(proto))
        {
            // Some exporters write an empty tensor into attributes of other kinds.
            if (tensor.CalculateSize() == 0)
            {
                continue;
            }

            if (TensorCheck.Declaration(tensor) is { } declared)
            {
                diagnostics.Add(Descriptors.Malformed, $"tensor '{name}' {declared}", name);
                return null;
            }

            if (tensor.DataLocation == TensorProto.Types.DataLocation.External)
            {
                if (external.Resolve(tensor) is not { } payload)
                {
                    return null;
                }

                tensor.ClearDataLocation();
                tensor.ExternalData.Clear();
                if (payload.Length < StructureScanner.SmallestPayload)
                {
                    tensor.RawData = UnsafeByteOperations.UnsafeWrap(ExternalData.Read(payload.Ranges[0]));
                }
                else
                {
                    tensor.Payload = payloads.Count;
                    payloads.Add(payload);
                }
            }

            if (TensorCheck.Problem(tensor, payloads) is { } problem)
            {
                diagnostics.Add(Descriptors.Malformed, $"tensor '{name}' {problem}", name);
                return null;
            }
        }

        return new OnnxModel(path, new ByteSize(length) + external.Size, proto, payloads.ToImmutable()) { ExternalFiles = external.Files };
    }

    private static void Explain(string path, StructureScanner scanner, DiagnosticBag diagnostics)
    {
        var failure = scanner.Failure!;
        if (!scanner.BeginsAsModel)
        {
            diagnostics.Add(Descriptors.NotAModel, $"'{path}' is not an ONNX model: at byte {failure.Offset}, {failure.Reason}");
        }
        else if (failure.Truncated)
        {
            diagnostics.Add(Descriptors.Truncated,
                $"'{path}' is truncated: at byte {failure.Offset}, {failure.Reason}; fetch or export the file again");
        }
        else
        {
            diagnostics.Add(Descriptors.Malformed, $"'{path}' is malformed: at byte {failure.Offset}, {failure.Reason}");
        }
    }
}
