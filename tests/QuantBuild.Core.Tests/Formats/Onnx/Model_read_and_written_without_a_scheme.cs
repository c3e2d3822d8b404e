using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using QuantBuild.Diagnostics;
using QuantBuild.Formats.Onnx;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Formats.Onnx;

public sealed class Model_read_and_written_without_a_scheme
{
    public static IEnumerable<object[]> Models => RealModels.Folder is null ? [["none"]] : OnnxFiles.All;

    [RealModelTheory]
    [MemberData(nameof(Models))]
    public void Is_the_same_message(string name) => AssertRoundTrip(RealModels.Onnx(name));

    [Fact]
    public void Keeps_typed_fields_external_looking_names_and_unknown_fields()
    {
        using var folder = new TestDirectory();
        var model = new ModelProto
        {
            IrVersion = 8,
            ProducerName = "a / name : with . marks",
            Graph = new GraphProto { Name = "g" },
        };
        model.Graph.Initializer.Add(new TensorProto { Name = "floats", DataType = 1, Dims = { 1000 }, FloatData = { Enumerable.Range(0, 1000).Select(i => i * 0.5f) } });
        model.Graph.Initializer.Add(new TensorProto { Name = "longs", DataType = 7, Dims = { 1000 }, Int64Data = { Enumerable.Range(0, 1000).Select(i => i * 300L) } });
        model.Graph.Initializer.Add(new TensorProto { Name = "doubles", DataType = 11, Dims = { 300 }, DoubleData = { Enumerable.Range(0, 300).Select(i => i / 3.0) } });
        model.Graph.Initializer.Add(new TensorProto { Name = "raw", DataType = 2, Dims = { 5000 }, RawData = ByteString.CopyFrom(new byte[5000]) });
        var bytes = model.ToByteArray();
        byte[] unknown = [0xFA, 0x3F, 0x03, 1, 2, 3]; // field 1023, which no version of the format has
        AssertRoundTrip(folder.Write("model.onnx", [.. bytes, .. unknown]));
    }

    [Fact]
    public void Joins_elements_that_were_written_in_pieces()
    {
        using var folder = new TestDirectory();
        var half = new TensorProto { FloatData = { Enumerable.Range(0, 400).Select(i => (float)i) } }.ToByteArray();
        var head = new TensorProto { Name = "floats", DataType = 1, Dims = { 800 } }.ToByteArray();
        var tensor = TensorProto.Parser.ParseFrom([.. head, .. half, .. half]);
        byte[] wire = [.. head, .. half, .. half];
        var graph = Delimited(5, wire);
        AssertRoundTrip(folder.Write("model.onnx", [0x08, 8, .. Delimited(7, graph)]));
        Assert.Equal(800, tensor.FloatData.Count);
    }

    [Fact]
    public void Keeps_comments_of_any_encoding()
    {
        using var folder = new TestDirectory();
        var comment = ByteString.CopyFrom(0xC4, 0xA3, 0xD0, 0xCD); // GB 2312
        var builder = new ModelBuilder().Input("x", "1,4").MatMul(4, 4).Output("y", "1,4");
        (builder.Proto.DocString, builder.Graph.DocString, builder.Graph.Node[0].DocString, builder.Graph.Initializer[0].DocString) = (comment, comment, comment, comment);

        using var session = new InferenceSession(builder.ToBytes());
        Assert.Equal(["y"], session.OutputNames);
        AssertRoundTrip(builder.Save(folder.File("model.onnx")));
    }

    [Fact]
    public void Reads_no_payload()
    {
        using var folder = new TestDirectory();
        var model = new ModelProto { IrVersion = 8, Graph = new GraphProto() };
        model.Graph.Initializer.Add(new TensorProto { Name = "w", DataType = 1, Dims = { 4 << 20 }, RawData = ByteString.CopyFrom(new byte[16 << 20]) });
        var path = folder.Write("model.onnx", model.ToByteArray());
        using var file = File.OpenHandle(path);
        var window = new FileWindow(file, RandomAccess.GetLength(file));

        var read = OnnxReader.Read(path, window, new DiagnosticBag(path));

        Assert.NotNull(read);
        Assert.InRange(window.BytesRead, 1, 128 * 1024);
    }

    private static void AssertRoundTrip(string path)
    {
        var diagnostics = new DiagnosticBag(path);
        var model = OnnxReader.Read(path, diagnostics);
        Assert.True(model is not null, string.Join('\n', diagnostics));

        var layout = OnnxLayout.Of(model);
        var written = PlainLayoutWriter.Write(layout);

        var expected = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        Assert.Equal(expected, ModelProto.Parser.ParseFrom(written));
        Assert.Empty(diagnostics);
    }

    private static byte[] Delimited(int field, byte[] content)
    {
        var header = new byte[16];
        var length = WireSpanReader.WriteVarint(header, ((uint)field << 3) | 2);
        length += WireSpanReader.WriteVarint(header.AsSpan(length), (ulong)content.Length);
        return [.. header[..length], .. content];
    }
}
