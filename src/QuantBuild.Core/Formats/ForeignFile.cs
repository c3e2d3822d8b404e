using System.Text;
using System.Text.RegularExpressions;

namespace QuantBuild.Formats;

/// <summary>Files that are no model this version reads, known by how they begin: what they are, and what to do.</summary>
internal static partial class ForeignFile
{
    private const string BinaryOnnx = "save it in the binary format (onnx.save of what onnx.load reads), which is the one runtimes load";

    private static readonly (int Offset, byte[] Bytes, string What)[] Signatures =
    [
        (4, "ORTM"u8.ToArray(), "a model in ONNX Runtime's own format (.ort); give the ONNX model it was made from"),
        (4, "TFL3"u8.ToArray(), "a TensorFlow Lite model, which this version does not read; give an ONNX model"),
        (0, [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A], "an HDF5 file, such as a Keras model (.h5), which this version does not read; export it to ONNX"),
        (0, [0x1F, 0x8B], "a gzip archive; unpack it (gunzip, or tar -xzf) and give the model inside"),
        (0, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "an xz archive; unpack it (xz -d) and give the model inside"),
        (0, [0x28, 0xB5, 0x2F, 0xFD], "a Zstandard archive; unpack it (zstd -d) and give the model inside"),
        (0, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7-Zip archive; unpack it and give the model inside"),
        (257, "ustar"u8.ToArray(), "a tar archive; unpack it (tar -xf) and give the model inside"),
        (0, "GGUF"u8.ToArray(), "a GGUF file, which is llama.cpp's format; give an ONNX model"),
        (0, [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59], "a NumPy array, not a model"),
    ];

    /// <summary>In words after "is", or null where nothing speaks against a model.</summary>
    public static string? Describe(ReadOnlySpan<byte> head)
    {
        foreach (var (offset, bytes, what) in Signatures)
        {
            if (head.Length >= offset + bytes.Length && head.Slice(offset, bytes.Length).SequenceEqual(bytes))
            {
                return what;
            }
        }

        return head.StartsWith("PK\x03\x04"u8) ? Archive(head)
            : IsPickle(head) ? "a Python pickle, such as a PyTorch checkpoint; export the model to ONNX (torch.onnx.export)"
            : IsSafetensors(head) ? "a safetensors file: weights without a graph; export the model to ONNX"
            : Text(head);
    }

    /// <summary>A zip names its first file at byte 30: PyTorch and Keras are told apart by it.</summary>
    private static string Archive(ReadOnlySpan<byte> head)
    {
        var first = Encoding.Latin1.GetString(head[Math.Min(30, head.Length)..Math.Min(90, head.Length)]);
        return first.Contains("/data.pkl", StringComparison.Ordinal) || first.Contains("/.format_version", StringComparison.Ordinal)
            ? "a PyTorch checkpoint; export the model to ONNX (torch.onnx.export)"
            : first.StartsWith("metadata.json", StringComparison.Ordinal) || first.StartsWith("config.json", StringComparison.Ordinal)
            ? "a Keras model (.keras), which this version does not read; export it to ONNX"
            : "a zip archive; unpack it and give the model inside";
    }

    /// <summary>Protocols 2 to 5, and what they begin with in practice: a frame, a number, or an empty container.</summary>
    private static bool IsPickle(ReadOnlySpan<byte> head) =>
        head.Length >= 3 && head[0] == 0x80 && head[1] is >= 2 and <= 5 && head[2] is 0x95 or 0x8A or (byte)'}' or (byte)']' or (byte)')' or (byte)'(' or (byte)'c' or (byte)'X';

    /// <summary>The length of a JSON text in eight bytes, then that text.</summary>
    private static bool IsSafetensors(ReadOnlySpan<byte> head) =>
        head.Length >= 10 && head[8] == '{' && head[9] is (byte)'"' or (byte)'}' && BitConverter.ToUInt64(head) is >= 2 and <= 100_000_000;

    private static string? Text(ReadOnlySpan<byte> head)
    {
        var start = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        if (start.IndexOfAnyInRange((byte)0, (byte)8) >= 0)
        {
            return null;
        }

        var text = Encoding.Latin1.GetString(start).TrimStart();
        return text.StartsWith("<?xml", StringComparison.Ordinal) || text.StartsWith("<Error>", StringComparison.Ordinal)
            ? "an XML text, such as the answer of a server that has no such file; take the model file itself"
            : text.StartsWith("/annex/objects/", StringComparison.Ordinal) ? "a git-annex pointer, not the model; run 'git annex get'"
            : text.StartsWith('{') ? JsonModel().IsMatch(text) ? $"an ONNX model in JSON; {BinaryOnnx}" : "a JSON text, such as the answer of a server that has no such file; take the model file itself"
            : ProtobufText().IsMatch(text) ? $"an ONNX model in protobuf's text format; {BinaryOnnx}"
            : OnnxText().IsMatch(text) ? $"an ONNX model in ONNX's text syntax; save it in the binary format (onnx.parser.parse_model, then onnx.save)"
            : null;
    }

    [GeneratedRegex("\"(irVersion|ir_version|opsetImport|opset_import|graph|producerName)\"\\s*:")]
    private static partial Regex JsonModel();

    /// <summary>A field of ModelProto by name, after comments.</summary>
    [GeneratedRegex(@"\A(#[^\n]*\n\s*)*((ir_version|producer_name|producer_version|domain|model_version|doc_string)\s*:|(graph|opset_import|metadata_props|functions|training_info)\s*:?\s*\{)")]
    private static partial Regex ProtobufText();

    /// <summary>A model's header in angle brackets, or a graph: name (inputs) =&gt; (outputs).</summary>
    [GeneratedRegex(@"\A(<\s*(ir_version|opset_import)\b|\w+\s*(<[^>]*>)?\s*\([^()]*\)\s*=>\s*\()")]
    private static partial Regex OnnxText();
}
