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

    [Fact]
    public void Ort_format() => Says("QB1005", _folder.Write("model.ort", "\0\0\0\0ORTM...."u8.ToArray()), "ORT format");

    [Fact]
    public void Model_without_a_graph() =>
        Says("QB1005", _folder.Write("model.onnx", new ModelProto { IrVersion = 8, ProducerName = "x" }.ToByteArray()), "no ONNX graph");

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
