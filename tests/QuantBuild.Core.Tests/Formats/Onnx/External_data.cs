using System.Buffers.Binary;
using Google.Protobuf;
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
        Assert.Equal(80, model!.Payloads[0].Length);
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

    public void Dispose() => _folder.Dispose();

    private static OnnxModel? Read(string path, out DiagnosticBag diagnostics) => OnnxReader.Read(path, diagnostics = new DiagnosticBag(path));

    private string Write(string relative, params (string Key, string Value)[] entries)
    {
        var tensor = new TensorProto { Name = "w", DataType = 1, Dims = { 20 }, DataLocation = TensorProto.Types.DataLocation.External };
        tensor.ExternalData.AddRange(entries.Select(entry => new StringStringEntryProto { Key = entry.Key, Value = entry.Value }));
        return _folder.Write(relative, new ModelProto { IrVersion = 8, Graph = new GraphProto { Initializer = { tensor } } }.ToByteArray());
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
