using System.Text;
using Google.Protobuf;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Formats.Onnx;

/// <summary>Files made to break a reader, through the whole path.</summary>
public sealed class Hostile_models : IDisposable
{
    /// <summary>All of them are a command of their own: <c>every-byte</c> and <c>mutations</c> of the benchmarks.</summary>
    private const int Sample = 50;

    private readonly HostileRun _run = new();

    public static IEnumerable<object[]> Small => SmallModels.All.Select(model => new object[] { model.Name });

    [Theory]
    [MemberData(nameof(Small))]
    public void Flipped_or_cut_off_somewhere(string name)
    {
        _run.Folder.Write("in/weights.data", new byte[8]);
        var bytes = SmallModels.All.Single(model => model.Name == name).Bytes.ToArray();
        var random = new Random(name.Length);
        for (var i = 0; i < Sample; i++)
        {
            var (length, place, mask) = (random.Next(bytes.Length), random.Next(bytes.Length), (byte)random.Next(1, 256));
            _run.Answer(bytes[..length], $"{name} cut to {length} bytes");
            bytes[place] ^= mask;
            _run.Answer(bytes, $"byte {place} of {name} xor {mask:X2}");
            bytes[place] ^= mask;
        }
    }

    [Theory]
    [MemberData(nameof(Small))]
    public void Changed_in_meaning(string name)
    {
        _run.Folder.Write("in/weights.data", new byte[8]);
        for (var seed = 0; seed < Sample; seed++)
        {
            var model = ModelProto.Parser.ParseFrom(SmallModels.All.Single(model => model.Name == name).Bytes);
            new ModelMutation(new Random(seed * 31 + name.Length)).Apply(model);
            _run.Answer(model.ToByteArray(), $"{name}, seed {seed}");
        }
    }

    [Fact]
    public void Each_has_one_answer()
    {
        _run.Folder.Write("in/few.data", new byte[8]);
        _run.Folder.Write("outside.data", new byte[64]);
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(_run.Folder.File("in/link.data"), _run.Folder.File("outside.data"));
        }

        var table = new StringBuilder();
        foreach (var (what, bytes) in Inputs())
        {
            table.Append(what.PadRight(58)).Append(Begin(_run.Answer(bytes, what))).Append('\n');
        }

        Snapshot.Match(table.ToString(), "hostile.txt");
    }

    [Fact]
    public void Three_gigabytes_of_nothing_take_no_memory()
    {
        // Field 6, a text of 3 GB, in a file without blocks.
        var path = _run.Folder.Write("in/sparse.onnx", [0x08, 8, 0x32, 0x80, 0x80, 0x80, 0x80, 0x0C]);
        using (var file = File.OpenWrite(path))
        {
            file.SetLength(8 + (3L << 30));
        }

        Assert.Contains("structure around the tensors", _run.Answer(path, "3 GB"), StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();

    private static IEnumerable<(string What, byte[] Bytes)> Inputs()
    {
        yield return ("a sound model", With(_ => { }));
        yield return ("dims whose product overflows", Tensor(t => t.Dims.AddRange([1L << 62, 1L << 62])));
        yield return ("dims whose bytes overflow", Tensor(t => t.Dims[0] = 1L << 59));
        yield return ("negative dims", Tensor(t => t.Dims[0] = -20));
        yield return ("ten thousand dims", Tensor(t => t.Dims.AddRange(Enumerable.Repeat(1L, 10_000))));
        yield return ("dims that overflow, stored outside", Tensor(t => External(t, "few.data").Dims[0] = 1L << 59));
        yield return ("no elements", Tensor(t => t.ClearRawData()));
        yield return ("too few elements", Tensor(t => t.RawData = ByteString.CopyFrom(new byte[1596])));
        yield return ("too many elements", Tensor(t => t.RawData = ByteString.CopyFrom(new byte[1604])));
        yield return ("elements in two fields", Tensor(t => t.FloatData.Add(1f)));
        yield return ("numbers of another type", Tensor(t => Typed(t, 1).Int32Data.Add(1)));
        yield return ("an element type that does not exist", Tensor(t => t.DataType = 99));
        yield return ("a negative element type", Tensor(t => t.DataType = -1));
        yield return ("no element type", Tensor(t => t.DataType = 0));
        yield return ("texts that are fewer than their shape", Tensor(t => Typed(t, 8).StringData.Add(ByteString.CopyFromUtf8("a"))));
        yield return ("one text of 4 MB", With(m => m.Graph.Initializer.Add(new TensorProto { Name = "t", DataType = 8, Dims = { 1 }, StringData = { ByteString.CopyFrom(new byte[4 << 20]) } })));
        yield return ("NaN and infinity among weights and attributes", With(m =>
        {
            m.Graph.Node[0].Attribute.Add(new AttributeProto { Name = "alpha", F = float.NaN, Type = AttributeProto.Types.AttributeType.Float, Floats = { float.NegativeInfinity } });
            m.Graph.Initializer[0].RawData = ByteString.CopyFrom([.. BitConverter.GetBytes(float.NaN), .. m.Graph.Initializer[0].RawData.ToByteArray()[4..]]);
        }));
        yield return ("a value defined twice", With(m => m.Graph.Node.Add(m.Graph.Node[0].Clone())));
        yield return ("an initializer defined twice", With(m => m.Graph.Initializer.Add(m.Graph.Initializer[0].Clone())));
        yield return ("nodes that depend on each other", With(m => m.Graph.Node.Add([
            new NodeProto { OpType = "Neg", Input = { "b" }, Output = { "a" } }, new NodeProto { OpType = "Neg", Input = { "a" }, Output = { "b" } }])));
        yield return ("a node that depends on itself", With(m => m.Graph.Node.Add(new NodeProto { OpType = "Neg", Input = { "a" }, Output = { "a" } })));
        yield return ("values that nothing defines", With(m => m.Graph.Node[0].Input[0] = "nothing"));
        yield return ("nodes without inputs and outputs", With(m => m.Graph.Node.Add(SmallOperators())));
        yield return ("nodes without their first output", With(m => m.Graph.Node.Add([
            new NodeProto { OpType = "Cast", Input = { "x" }, Output = { "" } }, new NodeProto { OpType = "Dropout", Input = { "x" }, Output = { "", "mask" } }])));
        yield return ("a Constant of another domain", With(m => m.Graph.Node.Add(new NodeProto { OpType = "Constant", Domain = "elsewhere", Output = { "c" } })));
        yield return ("a Conv in 0 groups", With(m => Conv(m, ModelBuilder.Attribute("group", 0))));
        yield return ("a Conv whose steps are 0", With(m => Conv(m, ModelBuilder.Attribute("strides", [0, 0]))));
        yield return ("an input of 2^61 elements", With(m => Sized(m, 1L << 61)));
        yield return ("an input of 16 TB", With(m => Sized(m, 1L << 42)));
        yield return ("an input of 2^61 rows of 2^61 times nothing", With(m => Sized(m, 0, 1L << 61, 1L << 61)));
        yield return ("a sparse tensor of 2^60 elements", With(m => m.Graph.SparseInitializer.Add(new SparseTensorProto
        {
            Dims = { 1L << 60 }, Values = new TensorProto { Name = "s", DataType = 1, Dims = { 1 }, FloatData = { 1 } }, Indices = new TensorProto { DataType = 7, Dims = { 1 }, Int64Data = { 1L << 59 } },
        })));
        yield return ("2000 bodies in each other", Nested(2000));
        yield return ("30 bodies in each other", Nested(30));
        yield return ("5000 bodies beside each other", With(m => m.Graph.Node.Add(Enumerable.Range(0, 5000).Select(_ => If(new GraphProto { Name = "b" })))));
        yield return ("types nested 2000 deep", TypeNested(2000));
        yield return ("50,000 empty functions", [.. With(_ => { }), .. Enumerable.Repeat((byte[])[0xCA, 0x01, 0x00], 50_000).SelectMany(function => function)]);
        yield return ("elements in 50,000 pieces", Pieces(50_000));
        yield return ("a field that announces 2 GB", [0x08, 8, 0x3A, 0x0C, 0x2A, 0x0A, 0x10, 1, 0x4A, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0, 0]);
        yield return ("a field that announces 2^64 bytes", [0x08, 8, 0x3A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01]);
        yield return ("a number without end", [0x08, .. Enumerable.Repeat((byte)0xFF, 64)]);
        yield return ("a graph as a number", [0x08, 8, 0x38, 1]);
        yield return ("a group, which the format does not have", [.. With(_ => { }), 0x3B, 0x3C]);
        yield return ("our own payload field as four bytes", Unknown([0xF5, 0x7F, 1, 2, 3, 4]));
        yield return ("our own payload field as a number", Unknown([0xF0, 0x7F, 99]));
        yield return ("the same field twice", [.. With(_ => { }), 0x08, 9, 0x12, 1, (byte)'x']);
        yield return ("external data: '../outside.data'", Tensor(t => External(t, "../outside.data")));
        yield return ("external data: '/etc/hostname'", Tensor(t => External(t, "/etc/hostname")));
        yield return ("external data: a link out of the folder", Tensor(t => External(t, "link.data")));
        yield return ("external data: no location", Tensor(t => External(t, "")));
        yield return ("external data: a name of 100,000 letters", Tensor(t => External(t, new string('a', 100_000))));
        yield return ("external data: an offset of 2^63 - 1", Tensor(t => Entry(External(t, "few.data"), "offset", long.MaxValue.ToString())));
        yield return ("external data: an offset that is no number", Tensor(t => Entry(External(t, "few.data"), "offset", "1e300")));
        yield return ("external data: a negative length", Tensor(t => Entry(External(t, "few.data"), "length", "-5")));
        yield return ("external data: a shorter file", Tensor(t => External(t, "few.data")));
        yield return ("external data: the model itself", Tensor(t => External(t, "model.onnx")));
        yield return ("a name of a megabyte and an escape sequence", Tensor(t => (t.Name, t.DataType) = ("\u001B[2J" + new string('n', 1 << 20), 99)));
        yield return ("names with escape sequences, line ends and markup", With(m =>
        {
            const string Name = "\u001B[2J\r\n<script>&\"\0\uFFFF";
            (m.Graph.Initializer[0].Name, m.Graph.Node[0].Input[1], m.ProducerName, m.Graph.Node[0].Name) = (Name, Name, Name, Name);
            m.Graph.Initializer.Add(new TensorProto { Name = Name + "unused", DataType = 1, Dims = { 1 }, FloatData = { 1 } });
        }));
        yield return ("names that are no UTF-8", [.. With(_ => { }), 0x3A, 9, 0x0A, 7, 0x22, 1, (byte)'R', 0x1A, 2, 0xC3, 0x28]);
        yield return ("opsets that do not exist", With(m => m.OpsetImport.Add([new OperatorSetIdProto { Version = long.MinValue }, new OperatorSetIdProto { Domain = "x", Version = long.MaxValue }])));
        yield return ("no graph", new ModelProto { IrVersion = 8 }.ToByteArray());
        yield return ("an empty graph", new ModelProto { IrVersion = 8, Graph = new GraphProto() }.ToByteArray());
    }

    private static string Begin(string answer) => answer.Length <= 200 ? answer : answer[..200] + "…";

    private static byte[] With(Action<ModelProto> change)
    {
        var model = new ModelBuilder().Input("x", "1,20").MatMul(20, 20).Output("y", "1,20").Proto;
        change(model);
        return model.ToByteArray();
    }

    private static void Conv(ModelProto model, AttributeProto attribute)
    {
        model.Graph.Input.Add(ModelBuilder.ValueInfo("image", "1,4,8,8", ElementType.Float32));
        model.Graph.Initializer.Add(new TensorProto { Name = "kernel", DataType = 1, Dims = { 4, 4, 3, 3 }, RawData = ByteString.CopyFrom(new byte[576]) });
        model.Graph.Node.Add(new NodeProto { OpType = "Conv", Input = { "image", "kernel" }, Output = { "convolved" }, Attribute = { attribute } });
    }

    private static void Sized(ModelProto model, params long[] extents)
    {
        model.Graph.Input.Add(ModelBuilder.ValueInfo("large", string.Join(',', extents), ElementType.Float32));
        model.Graph.Node.Add(new NodeProto { OpType = "Exp", Input = { "large" }, Output = { "larger" } });
    }

    private static byte[] Tensor(Action<TensorProto> change) => With(model => change(model.Graph.Initializer[0]));

    private static TensorProto External(TensorProto tensor, string location)
    {
        tensor.ClearRawData();
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        return Entry(tensor, "location", location);
    }

    private static TensorProto Entry(TensorProto tensor, string key, string value)
    {
        tensor.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });
        return tensor;
    }

    private static TensorProto Typed(TensorProto tensor, int type)
    {
        tensor.ClearRawData();
        tensor.DataType = type;
        return tensor;
    }

    private static IEnumerable<NodeProto> SmallOperators() =>
        from name in (string[])["Constant", "Cast", "Sin", "If", "Loop", "Scan", "Reshape", "Conv", "MatMul", "Concat", "Split", "DynamicQuantizeLinear", "ConstantOfShape", "Resize", "LSTM", ""]
        from node in (NodeProto[])[new NodeProto { OpType = name }, new NodeProto { OpType = name, Input = { "", "x" }, Output = { "", $"out_{name}" } }]
        select node;

    private static NodeProto If(GraphProto body) => new() { OpType = "If", Attribute = { ModelBuilder.Attribute("then_branch", body) } };

    private static byte[] Nested(int depth)
    {
        var body = new GraphProto { Name = "innermost" };
        for (var i = 0; i < depth; i++)
        {
            body = new GraphProto { Name = "g", Node = { If(body) } };
        }

        return With(model => model.Graph.Node.Add(If(body)));
    }

    /// <summary>float_data as one field of 2,000 bytes and many of four.</summary>
    private static byte[] Pieces(int count)
    {
        byte[] piece = [0x22, 4, 0, 0, 0, 0];
        byte[] tensor = [0x08, .. Varint(500 + count), 0x10, 1, 0x42, 1, (byte)'w', 0x22, .. Varint(2000), .. new byte[2000], .. Enumerable.Repeat(piece, count).SelectMany(bytes => bytes)];
        byte[] graph = [0x2A, .. Varint(tensor.Length), .. tensor];
        return [0x08, 8, 0x3A, .. Varint(graph.Length), .. graph];
    }

    private static byte[] Unknown(byte[] field) => With(model =>
        model.Graph.Initializer[0] = TensorProto.Parser.ParseFrom([.. model.Graph.Initializer[0].ToByteArray(), .. field]));

    private static byte[] TypeNested(int depth)
    {
        byte[] type = [];
        for (var i = 0; i < depth; i++)
        {
            // TypeProto.sequence_type.elem_type
            byte[] element = [0x0A, .. Varint(type.Length), .. type];
            type = [0x22, .. Varint(element.Length), .. element];
        }

        byte[] info = [0x0A, 1, (byte)'v', 0x12, .. Varint(type.Length), .. type];
        byte[] graph = [0x6A, .. Varint(info.Length), .. info];
        return [.. With(_ => { }), 0x3A, .. Varint(graph.Length), .. graph];
    }

    private static byte[] Varint(int value)
    {
        using var stream = new MemoryStream();
        using var output = new CodedOutputStream(stream);
        output.WriteInt32(value);
        output.Flush();
        return stream.ToArray();
    }
}
