using Google.Protobuf;
using QuantBuild.Diagnostics;
using QuantBuild.Formats;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Formats;

public sealed class First_use_gone_wrong : IDisposable
{
    private readonly TestDirectory _folder = new();

    [Fact]
    public void Missing_file() => Says("QB1001", _folder.File("absent.onnx"), "does not exist");

    [Fact]
    public void Folder_instead_of_a_file() => Says("QB1001", _folder.Path, "is a folder");

    [Fact]
    public void Empty_file() => Says("QB1002", _folder.Write("model.onnx", ""), "0 bytes");

    [Fact]
    public void Git_lfs_pointer() => Says("QB1003",
        _folder.Write("model.onnx", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 104857600\n"), "Git LFS pointer to 100.0 MB");

    [Fact]
    public void Dvc_pointer() => Says("QB1003",
        _folder.Write("model.onnx", "outs:\n- md5: a304afb96060aad90176268345e10355\n  size: 104857600\n  path: model.onnx\n"), "DVC pointer to 100.0 MB");

    [Fact]
    public void Html_page() => Says("QB1004", _folder.Write("model.onnx", "\n<!DOCTYPE html><html><body>Sign in</body></html>"), "HTML page");

    [Fact]
    public void Text_with_the_extension_of_a_model() => Says("QB1005", _folder.Write("model.onnx", "hello, this is not a model"), "not an ONNX model");

    [Fact]
    public void File_of_no_known_format() => Says("QB1005", _folder.Write("model.bin", "hello, this is not a model"), "known format");

    public static TheoryData<string, byte[], string> ForeignFiles => new()
    {
        { "ort", [0x1C, 0, 0, 0, .. "ORTM\0\0\0\0"u8], "ONNX Runtime's own format" },
        { "tflite", [0x1C, 0, 0, 0, .. "TFL3\0\0\0\0"u8], "TensorFlow Lite" },
        { "hdf5", [0x89, .. "HDF\r\n"u8, 0x1A, 0x0A], "HDF5" },
        { "zip", [.. "PK\x03\x04"u8, .. new byte[26], .. "readme.txt"u8], "zip archive" },
        { "pytorch", [.. "PK\x03\x04"u8, .. new byte[26], .. "archive/data.pkl"u8], "torch.onnx.export" },
        { "keras", [.. "PK\x03\x04"u8, .. new byte[26], .. "metadata.json"u8], "Keras" },
        { "gzip", [0x1F, 0x8B, 8, 0], "gunzip" },
        { "tar", [.. new byte[257], .. "ustar\0"u8], "tar archive" },
        { "pickle", [0x80, 2, (byte)'}', (byte)'q', 0], "pickle" },
        { "safetensors", [0x40, 0, 0, 0, 0, 0, 0, 0, .. "{\"__metadata__\":{}}"u8], "safetensors" },
        { "gguf", [.. "GGUF"u8, 3, 0, 0, 0], "GGUF" },
        { "xml", [.. "<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code></Error>"u8], "XML" },
        { "json", [.. "{\"error\":\"Repository not found\"}"u8], "JSON text" },
        { "onnx json", [.. "{\n  \"irVersion\": \"8\",\n  \"graph\": {}}"u8], "ONNX model in JSON" },
        { "prototxt", [.. "# by hand\nir_version: 8\ngraph {\n  name: \"g\"\n}\n"u8], "protobuf's text format" },
        { "onnx text", [.. "<\n  ir_version: 8,\n  opset_import: [\"\" : 17]\n>\nagraph (float[N] x) => (float[N] y) { y = Relu (x) }"u8], "ONNX's text syntax" },
        { "onnx graph text", [.. "agraph (float[N, 128] X) => (float[N] C)\n{ C = Relu (X) }"u8], "ONNX's text syntax" },
        { "git-annex", [.. "/annex/objects/SHA256E-s104857600--ab.onnx\n"u8], "git annex get" },
    };

    [Theory]
    [MemberData(nameof(ForeignFiles))]
    public void Other_files_are_named(string kind, byte[] bytes, string words)
    {
        Says("QB1005", _folder.Write("model.onnx", bytes), words);
        Says("QB1005", _folder.Write($"{kind}.bin", bytes), words);
    }

    [Fact]
    public void Model_without_a_graph() =>
        Says("QB1005", _folder.Write("model.onnx", new ModelProto { IrVersion = 8, ProducerName = "x" }.ToByteArray()), "no ONNX graph");

    /// <summary>Every first field a model may have, so that no signature takes one for something else.</summary>
    [Fact]
    public void A_model_is_taken_for_nothing_else()
    {
        var model = Model();
        model.Domain = "PK\u0003\u0004";
        model.DocString = ByteString.CopyFromUtf8("{ <html> ir_version: 8");
        model.MetadataProps.Add(new StringStringEntryProto { Key = "graph {", Value = "ORTM" });
        var bytes = model.ToByteArray();
        foreach (var head in (byte[][])[[], [.. new ModelProto { DocString = ByteString.CopyFromUtf8("  {\"a\":1}") }.ToByteArray()], [.. new ModelProto { Domain = "x (y) => (z)" }.ToByteArray()], [0x28, 1]])
        {
            var path = _folder.Write("model.onnx", [.. head, .. bytes]);
            var diagnostics = new DiagnosticBag(path);
            Assert.True(ModelReader.Read(path, diagnostics) is not null, string.Join('\n', diagnostics));
        }
    }

    [Fact]
    public void Truncated_file_names_the_byte()
    {
        var bytes = Model().ToByteArray();
        Says("QB1006", _folder.Write("model.onnx", bytes[..(bytes.Length / 2)]), "at byte ");
    }

    [Fact]
    public void Tensor_shorter_than_its_shape()
    {
        var model = Model();
        model.Graph.Initializer[0].Dims[0] = 5000;
        Says("QB1007", _folder.Write("model.onnx", model.ToByteArray()), "needs 20000 bytes, but has 16000");
    }

    [Fact]
    public void Shape_that_overflows()
    {
        var model = Model();
        model.Graph.Initializer[0].Dims.AddRange([long.MaxValue, long.MaxValue]);
        Says("QB1007", _folder.Write("model.onnx", model.ToByteArray()), "impossible shape");
    }

    public void Dispose() => _folder.Dispose();

    internal static ModelProto Model() => new()
    {
        IrVersion = 8,
        ProducerName = "test",
        Graph = new GraphProto
        {
            Initializer = { new TensorProto { Name = "w", DataType = 1, Dims = { 4000 }, RawData = ByteString.CopyFrom(new byte[16000]) } },
        },
    };

    private static void Says(string code, string path, string words)
    {
        var diagnostics = new DiagnosticBag(path);
        Assert.Null(ModelReader.Read(path, diagnostics));
        var diagnostic = Assert.Single(diagnostics);
        Assert.Equal(code, diagnostic.Code);
        Assert.Contains(words, diagnostic.Message, StringComparison.Ordinal);
    }
}
