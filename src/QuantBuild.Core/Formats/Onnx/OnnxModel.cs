using System.Collections.Immutable;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.Formats.Onnx;

// Specification: https://github.com/onnx/onnx/blob/main/docs/IR.md

/// <summary>An ONNX model's structure. A tensor whose <c>payload</c> field is set has its elements in <see cref="Payloads"/> at that index.</summary>
/// <param name="Path">Absolute path it was read from.</param>
/// <param name="Size">Model file and external data.</param>
/// <param name="Proto">The structure; schemes change a clone, unless <see cref="ModelDocument.MayBeChanged"/>.</param>
/// <param name="Payloads">Elements left out of the structure.</param>
internal sealed record OnnxModel(string Path, ByteSize Size, ModelProto Proto, ImmutableArray<Payload> Payloads) : ModelDocument(Path, Size)
{
    private const int ManyNodes = 20_000;

    public override string Format => "onnx";

    public override bool IsLarge => Proto.Graph.Node.Count >= ManyNodes;
}
