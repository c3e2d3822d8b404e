using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Inspection;
using QuantBuild.Models;
using QuantBuild.Requests;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Inspection;

public sealed class Tensors_stored_twice : IDisposable
{
    private const int Rows = 3000;

    private readonly TestDirectory _folder = new();

    [Fact]
    public void Are_named_with_what_one_copy_would_save()
    {
        var table = ModelBuilder.Random(Rows, 1);
        var facts = Inspect(new ModelBuilder().Input("x", "1").Initializer("embedding", [Rows], table).Initializer("other", [Rows], ModelBuilder.Random(Rows, 2))
            .Initializer("head", [Rows], table).Initializer("third", [Rows], table));

        var duplicates = Assert.Single(facts.Duplicates);
        Assert.Equal(["embedding", "head", "third"], [.. duplicates.Names]);
        Assert.Equal(new ByteSize(2 * Rows * 4), facts.DuplicateBytes);
        Assert.Equal(4 * Rows, facts.Parameters);
    }

    [Fact]
    public void Differ_where_one_byte_in_the_middle_does()
    {
        var table = ModelBuilder.Random(Rows, 1);
        var other = table.ToArray();
        other[Rows / 2]++;

        Assert.Empty(Inspect(new ModelBuilder().Input("x", "1").Initializer("a", [Rows], table).Initializer("b", [Rows], other)).Duplicates);
    }

    [Fact]
    public void Have_one_type_and_shape() =>
        Assert.Empty(Inspect(new ModelBuilder().Input("x", "1").Initializer("a", [Rows], new float[Rows]).Initializer("b", [Rows / 2, 2], new float[Rows])
            .Initializer("c", [Rows], ElementType.Int32, new byte[Rows * 4])).Duplicates);

    [Fact]
    public void Count_once_where_they_are_the_same_bytes_of_a_data_file()
    {
        _folder.Write("weights.data", new byte[Rows * 8]);
        var builder = new ModelBuilder().Input("x", "1");
        builder.Graph.Initializer.Add([Beside("embedding", 0), Beside("head", 0), Beside("apart", Rows * 4)]);
        builder.Node("Add", ["x", "embedding"]).Node("Add", [builder.Current, "head"]).Node("Add", [builder.Current, "apart"]);
        var facts = Inspect(builder);

        Assert.Equal(1, facts.SharingTensors);
        Assert.Equal(2 * Rows, facts.Parameters);
        Assert.Equal(new ByteSize(2 * Rows * 4), facts.TotalWeightBytes);
        Assert.Equal(["embedding", "apart"], [.. Assert.Single(facts.Duplicates).Names]);
    }

    [Fact]
    public void Are_compared_in_pieces()
    {
        var path = _folder.File("big.onnx");
        BigModel.Write(path, new ByteSize(64L << 20));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Inspect(path);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    public void Dispose() => _folder.Dispose();

    private static TensorProto Beside(string name, int offset) => new()
    {
        Name = name, DataType = 1, Dims = { Rows }, DataLocation = TensorProto.Types.DataLocation.External,
        ExternalData =
        {
            new StringStringEntryProto { Key = "location", Value = "weights.data" }, new StringStringEntryProto { Key = "offset", Value = $"{offset}" },
            new StringStringEntryProto { Key = "length", Value = $"{Rows * 4}" },
        },
    };

    private ModelFacts Inspect(ModelBuilder builder) => Inspect(builder.Save(_folder.File("model.onnx")));

    private ModelFacts Inspect(string path)
    {
        var model = Assert.Single(Pipeline.Inspect(new InspectRequest { Paths = [path], BaseFolder = _folder.Path }).Models);
        Assert.Empty(model.Diagnostics);
        return model.Facts!;
    }
}
