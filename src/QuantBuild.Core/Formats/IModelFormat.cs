using QuantBuild.Diagnostics;
using QuantBuild.Models;

namespace QuantBuild.Formats;

/// <summary>One file format: bytes to structure and back. Registered in <see cref="ModelFormats"/>.</summary>
internal interface IModelFormat
{
    /// <summary>Name as in reports and options: <c>onnx</c>.</summary>
    string Name { get; }

    /// <summary>File extensions with the dot, lower case.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>The runtime profile a model of this format is projected with by default.</summary>
    string DefaultRuntime { get; }

    /// <summary>Whether a file that starts so can be of this format.</summary>
    bool Recognises(ReadOnlySpan<byte> head, string path);

    /// <summary>Reads the structure; on failure adds a QB1 and returns null.</summary>
    ModelDocument? Read(string path, DiagnosticBag diagnostics);

    /// <summary>Every stored tensor, in file order.</summary>
    IEnumerable<TensorInfo> Tensors(ModelDocument document);

    /// <summary>What a caller has to give, in the model's order.</summary>
    IReadOnlyList<DeclaredInput> Inputs(ModelDocument document);

    /// <summary>What the structure says of itself, for people: IR version, opsets, producer.</summary>
    IReadOnlyList<KeyValuePair<string, string>> Properties(ModelDocument document);

    /// <summary>Outputs that a second run, or another model, need not give again: random numbers go into them.</summary>
    IReadOnlyList<string> RandomOutputs(ModelDocument document);

    /// <summary>Writes provenance into a plan's own metadata, replacing what stands there under the same keys.</summary>
    void Stamp(ModelDocument plan, IReadOnlyList<KeyValuePair<string, string>> entries);

    /// <summary>Largest model file the format allows; beyond it the elements must be stored beside the model.</summary>
    ByteSize LargestFile { get; }

    /// <summary>The plan with its large tensors in a data file, whose absolute path is in the artifact's folder.</summary>
    ModelDocument StoreBeside(ModelDocument plan, string dataFile);

    /// <summary>What the document's files consist of, byte for byte; lengths are known before anything is written.</summary>
    ArtifactLayout Layout(ModelDocument document);
}
