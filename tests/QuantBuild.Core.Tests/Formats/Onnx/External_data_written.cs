using Google.Protobuf;
using QuantBuild.Execution;
using QuantBuild.Formats.Onnx;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;
using QuantBuild.Rewriting;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Formats.Onnx;

public sealed class External_data_written : IDisposable
{
    private readonly TestDirectory _folder = new();

    public static IEnumerable<object[]> Models => RealModels.Folder is null ? [["none"]] : OnnxFiles.All;

    [RealModelTheory]
    [MemberData(nameof(Models))]
    public void Gives_what_the_model_gives_and_comes_back_as_it_was(string name)
    {
        var source = RealModels.Onnx(name);
        var external = ArtifactWriter.External(source, _folder.File("out/m.onnx"));
        AssertEqualOutputs(source, external);

        var inline = ArtifactWriter.Inline(external, _folder.File("inline.onnx"));
        Assert.Equal(Raw(source), Raw(inline));

        var again = ArtifactWriter.External(inline, _folder.File("again/m.onnx"));
        Assert.Equal(Hashes(external), Hashes(again));
    }

    [Fact]
    public void Begins_at_multiples_of_64_KiB_where_mapping_matters_and_is_packed_where_it_does_not()
    {
        var builder = new ModelBuilder().Input("x", "1,128");
        Add(builder, "below", 255);
        Add(builder, "small", 256);
        Add(builder, "other", 257);
        Add(builder, "large", 16384);
        Add(builder, "huge", 20000);
        var path = ArtifactWriter.External(builder.Output("y", null).Save(_folder.File("m.onnx")), _folder.File("out/m.onnx"));

        var tensors = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path)).Graph.Initializer.ToDictionary(tensor => tensor.Name);
        Assert.Equal(255 * 4, tensors["below"].RawData.Length);
        Assert.Equal(0, Entry(tensors["large"], "offset"));
        Assert.Equal(64 * 1024, Entry(tensors["huge"], "offset"));
        var packed = (64 * 1024) + 80000;
        Assert.Equal(packed, Entry(tensors["small"], "offset")); // 80,000 is a multiple of a cache line
        Assert.Equal(packed + 1024, Entry(tensors["other"], "offset"));
        Assert.Equal(packed + 1024 + 1028, new FileInfo(path + ".data").Length);
        Assert.All(tensors.Values.Where(tensor => tensor.Name != "below"), tensor => Assert.Equal("m.onnx.data", tensor.ExternalData[0].Value));
    }

    [Fact]
    public void Stands_once_where_two_tensors_share_it()
    {
        _folder.Write("shared.data", new byte[8192]);
        var builder = new ModelBuilder().Input("x", "1,2048");
        foreach (var name in new[] { "a", "b" })
        {
            builder.Graph.Initializer.Add(External(name, [2048], "shared.data"));
            builder.Node("Add", [builder.Current, name]);
        }

        var path = ArtifactWriter.External(builder.Output("y", "1,2048").Save(_folder.File("m.onnx")), _folder.File("out/m.onnx"));

        Assert.Equal(8192, new FileInfo(path + ".data").Length);
        AssertEqualOutputs(_folder.File("m.onnx"), path);
        Assert.Equal(["a", "b"], ModelProto.Parser.ParseFrom(File.ReadAllBytes(path)).Graph.Initializer.Where(tensor => Entry(tensor, "offset") == 0).Select(tensor => tensor.Name));
    }

    [Fact]
    public void Holds_constants_and_tensors_of_branches_but_no_shape_and_no_other_attribute()
    {
        var weights = new TensorProto { DataType = 1, Dims = { 1024 }, RawData = Bytes(1024) };
        GraphProto Branch(string name) => new()
        {
            Name = name,
            Initializer = { new TensorProto(weights) { Name = name + "_w" } },
            Node = { new NodeProto { OpType = "Add", Input = { "k", name + "_w" }, Output = { name + "_y" } } },
            Output = { ModelBuilder.ValueInfo(name + "_y", "1024", ElementType.Float32) },
        };
        var builder = new ModelBuilder().Input("c", "", ElementType.Bool)
            .Node("Constant", [], "k", ModelBuilder.Attribute("value", weights))
            .Initializer("indices", [1024], new long[1024])
            .Initializer("table", [1024, 1], new long[1024])
            .Node("Custom", ["k"], null, ModelBuilder.Attribute("value", weights));
        builder.Graph.Node[^1].Domain = "elsewhere";
        var source = builder.Node("If", ["c"], null, ModelBuilder.Attribute("then_branch", Branch("then")), ModelBuilder.Attribute("else_branch", Branch("else")))
            .Output("y", "1024").Save(_folder.File("m.onnx"));

        var written = ModelProto.Parser.ParseFrom(File.ReadAllBytes(ArtifactWriter.External(source, _folder.File("out/m.onnx"))));

        Assert.Equal(["table"], written.Graph.Initializer.Where(IsExternal).Select(tensor => tensor.Name));
        Assert.True(IsExternal(written.Graph.Node[0].Attribute[0].T));
        Assert.False(IsExternal(written.Graph.Node[1].Attribute[0].T));
        Assert.All(written.Graph.Node.Single(node => node.OpType == "If").Attribute, branch => Assert.True(IsExternal(branch.G.Initializer[0])));
    }

    [Fact]
    public void Is_no_file_where_every_tensor_is_small()
    {
        var path = ArtifactWriter.External(new ModelBuilder().Input("x", "1,4").MatMul(4, 4).Output("y", "1,4").Save(_folder.File("m.onnx")), _folder.File("out/m.onnx"));
        Assert.Equal([path], Directory.GetFiles(_folder.File("out")));
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertEqualOutputs(string original, string copy)
    {
        var response = new CompareVerb().Run(new CompareRequest(original, copy, OptimizationLevel.Basic));
        Assert.NotEqual(FailureStage.Load, response.OriginalFailure?.Stage);
        Assert.True(response.ArtifactFailure is null, response.ArtifactFailure?.Message);
        Assert.All(response.Outputs, output => Assert.True(output.Identical, output.Name));
    }

    /// <summary>The message with every tensor's elements as raw data, so that their form makes no difference.</summary>
    private static ModelProto Raw(string path)
    {
        var model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        foreach (var (tensor, _, _) in TensorWalk.Tensors(model))
        {
            if (tensor.FloatData.Count > 0)
            {
                tensor.RawData = ByteString.CopyFrom(System.Runtime.InteropServices.MemoryMarshal.AsBytes(tensor.FloatData.ToArray().AsSpan()));
                tensor.FloatData.Clear();
            }
        }

        return model;
    }

    private static IEnumerable<string> Hashes(string path) => Directory.GetFiles(Path.GetDirectoryName(path)!).Order(StringComparer.Ordinal).Select(FileHasher.Hash);

    private static void Add(ModelBuilder builder, string name, int count) => builder.Initializer(name, [count], new float[count]);

    private static ByteString Bytes(int floats) => ByteString.CopyFrom(new byte[floats * 4]);

    private static bool IsExternal(TensorProto tensor) => tensor.DataLocation == TensorProto.Types.DataLocation.External;

    private static long Entry(TensorProto tensor, string key) => long.Parse(tensor.ExternalData.Single(entry => entry.Key == key).Value, System.Globalization.CultureInfo.InvariantCulture);

    private static TensorProto External(string name, long[] dims, string location) => new()
    {
        Name = name, DataType = 1, Dims = { dims }, DataLocation = TensorProto.Types.DataLocation.External,
        ExternalData = { new StringStringEntryProto { Key = "location", Value = location } },
    };
}
