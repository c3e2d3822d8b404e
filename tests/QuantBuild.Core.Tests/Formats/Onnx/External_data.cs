using System.Buffers.Binary;
using Google.Protobuf;
using QuantBuild.Core.Tests.Execution;
using QuantBuild.Diagnostics;
using QuantBuild.Formats.Onnx;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Formats.Onnx;

public sealed class External_data : IDisposable
{
    private readonly TestDirectory _folder = new();

    [Fact]
    public void Is_read_from_beside_the_model_and_counts_in_its_size()
    {
        _folder.Write("sub/model.data", Floats(100));
        var path = Write("sub/model.onnx", ("location", "model.data"), ("offset", "40"), ("length", "80"));

        var model = Read(path, out var diagnostics);

        Assert.Empty(diagnostics);
        Assert.Equal(new FileInfo(path).Length + 400, model!.Size.Bytes);
        Assert.Equal([_folder.File("sub/model.data")], model.ExternalFiles);
        var written = ModelProto.Parser.ParseFrom(PlainLayoutWriter.Write(OnnxLayout.Of(model)));
        Assert.Equal(Floats(100)[40..120], written.Graph.Initializer[0].RawData.ToByteArray());
        Assert.Empty(written.Graph.Initializer[0].ExternalData);
    }

    [Fact]
    public void Without_offset_and_length_is_as_long_as_the_shape_says()
    {
        _folder.Write("model.data", Floats(100));
        var model = Read(Write("model.onnx", ("location", "model.data")), out var diagnostics);

        Assert.Empty(diagnostics);
        Assert.Equal(Floats(20), model!.Proto.Graph.Initializer[0].RawData.ToByteArray()); // so few that schemes look at them
    }

    [Theory]
    [InlineData("../outside.data")]
    [InlineData("/etc/hostname")]
    [InlineData("a/../../outside.data")]
    public void Outside_the_models_folder_is_refused(string location)
    {
        _folder.Write("outside.data", Floats(100));
        Assert.Null(Read(Write("sub/model.onnx", ("location", location)), out var diagnostics));
        Assert.Equal("QB1009", Assert.Single(diagnostics).Code);
    }

    [Theory]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 104857600\n", "a Git LFS pointer to 100.0 MB")]
    [InlineData("outs:\n- md5: a304afb96060aad90176268345e10355\n  size: 104857600\n  path: model.data\n", "a DVC pointer to 100.0 MB")]
    public void That_is_a_pointer_is_named(string content, string words)
    {
        _folder.Write("model.data", content);
        Assert.Null(Read(Write("model.onnx", ("location", "model.data"), ("offset", "8000"), ("length", "80")), out var diagnostics));

        var diagnostic = Assert.Single(diagnostics);
        Assert.Equal("QB1003", diagnostic.Code);
        Assert.Contains($"'model.data', where tensor 'w' is stored, is {words}", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void That_cannot_be_opened_is_refused()
    {
        var data = _folder.Write("model.data", Floats(100));
        using var locked = new FileStream(data, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.Null(Read(Write("model.onnx", ("location", "model.data"), ("length", "80")), out var diagnostics));

        Assert.Contains("cannot be opened", Assert.Single(diagnostics, diagnostic => diagnostic.Code == "QB1008").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("absent.data", "0", "80")]
    [InlineData("model.data", "390", "80")]
    [InlineData("model.data", "9223372036854775807", "80")]
    [InlineData("model.data", "-1", "80")]
    [InlineData("model.data", "0", "many")]
    public void Missing_or_too_short_is_refused(string location, string offset, string length)
    {
        _folder.Write("model.data", Floats(100));
        Assert.Null(Read(Write("model.onnx", ("location", location), ("offset", offset), ("length", length)), out var diagnostics));
        Assert.Equal("QB1008", Assert.Single(diagnostics).Code);
    }

    [Theory]
    [InlineData("-5", "80", "offset '-5'")]
    [InlineData("99999999999999999999", "80", "offset '99999999999999999999'")]
    [InlineData("0", "many", "length 'many'")]
    public void A_place_that_is_no_number_of_bytes_is_shown_as_it_is_written(string offset, string length, string shown)
    {
        _folder.Write("model.data", Floats(100));
        Read(Write("model.onnx", ("location", "model.data"), ("offset", offset), ("length", length)), out var diagnostics);
        Assert.Contains($"{shown} in 'model.data', which is no number of bytes from 0 to 400", Assert.Single(diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void May_be_many_files_shared_by_many_tensors()
    {
        _folder.Write("parts/a.data", Floats(600));
        _folder.Write("b.data", Floats(600));
        var path = _folder.Write("model.onnx", new ModelProto
        {
            IrVersion = 8,
            Graph = new GraphProto
            {
                Initializer =
                {
                    Tensor("a", 300, ("location", "parts/a.data")), Tensor("b", 300, ("location", "b.data"), ("offset", "1200")),
                    Tensor("c", 300, ("location", @"parts\a.data"), ("offset", "1200"), ("length", "1200"), ("checksum", "ignored")),
                },
            },
        }.ToByteArray());

        var model = Read(path, out var diagnostics);

        Assert.Empty(diagnostics);
        Assert.Equal([_folder.File("parts/a.data"), _folder.File("b.data")], model!.ExternalFiles);
        Assert.Equal(new FileInfo(path).Length + 4800, model.Size.Bytes);
        var written = ModelProto.Parser.ParseFrom(PlainLayoutWriter.Write(OnnxLayout.Of(model))).Graph.Initializer;
        Assert.Equal([0f, 300f, 300f], written.Select(tensor => BinaryPrimitives.ReadSingleLittleEndian(tensor.RawData.Span)));
    }

    [Fact]
    public void Above_2_GB_is_only_looked_up()
    {
        using (var file = File.OpenHandle(_folder.File("model.data"), FileMode.CreateNew, FileAccess.Write))
        {
            RandomAccess.SetLength(file, 5L << 30); // sparse
        }

        var path = _folder.Write("model.onnx", new ModelProto
        {
            IrVersion = 8,
            Graph = new GraphProto { Initializer = { Tensor("w", 1L << 30, ("location", "model.data"), ("offset", (1L << 30).ToString(System.Globalization.CultureInfo.InvariantCulture))) } },
        }.ToByteArray());

        var model = Read(path, out var diagnostics);

        Assert.Empty(diagnostics);
        Assert.Equal(4L << 30, model!.Payloads[0].Length);
    }

    [UnixFact]
    public void Through_a_link_out_of_the_folder_is_refused()
    {
        _folder.Write("outside/secret.data", Floats(100));
        _folder.File("sub/x");
        File.CreateSymbolicLink(_folder.File("sub/model.data"), "../outside/secret.data");
        Directory.CreateSymbolicLink(_folder.File("sub/folder"), _folder.File("outside"));
        File.CreateSymbolicLink(_folder.File("sub/circle"), "circle");
        foreach (var location in new[] { "model.data", "folder/secret.data", "circle" })
        {
            Assert.Null(Read(Write("sub/model.onnx", ("location", location)), out var diagnostics));
            Assert.Equal("QB1009", Assert.Single(diagnostics).Code);
        }
    }

    [UnixFact]
    public void Through_a_link_within_the_folder_or_beside_the_model_that_a_link_leads_to_is_read()
    {
        _folder.Write("cache/blobs/1", Floats(100));
        var blob = Write("cache/blobs/2", ("location", "model.data"));
        File.CreateSymbolicLink(_folder.File("cache/snapshots/now/model.onnx"), "../../blobs/2");
        File.CreateSymbolicLink(_folder.File("cache/snapshots/now/model.data"), "../../blobs/1");
        File.CreateSymbolicLink(_folder.File("cache/blobs/model.data"), "1");

        Assert.NotNull(Read(_folder.File("cache/snapshots/now/model.onnx"), out _));
        Assert.NotNull(Read(blob, out _));
    }

    public void Dispose() => _folder.Dispose();

    private static OnnxModel? Read(string path, out DiagnosticBag diagnostics) => OnnxReader.Read(path, diagnostics = new DiagnosticBag(path));

    private string Write(string relative, params (string Key, string Value)[] entries) =>
        _folder.Write(relative, new ModelProto { IrVersion = 8, Graph = new GraphProto { Initializer = { Tensor("w", 20, entries) } } }.ToByteArray());

    private static TensorProto Tensor(string name, long count, params (string Key, string Value)[] entries)
    {
        var tensor = new TensorProto { Name = name, DataType = 1, Dims = { count }, DataLocation = TensorProto.Types.DataLocation.External };
        tensor.ExternalData.AddRange(entries.Select(entry => new StringStringEntryProto { Key = entry.Key, Value = entry.Value }));
        return tensor;
    }

    private static byte[] Floats(int count)
    {
        var bytes = new byte[count * 4];
        for (var i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * 4), i);
        }

        return bytes;
    }
}
