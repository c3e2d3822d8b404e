using Google.Protobuf;
using QuantBuild.Diagnostics;
using QuantBuild.Execution;
using QuantBuild.Execution.Measuring;
using QuantBuild.Execution.Samples;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Execution;

public sealed class Samples_of_inputs : IDisposable
{
    private static readonly DeclaredInput Image = new("image:0", ElementType.Float32, [new(null, "batch"), new(2)]);
    private static readonly DeclaredInput Ids = new("ids", ElementType.Int64, [new(null)]);

    private readonly TestDirectory _folder = new();
    private readonly DiagnosticBag _diagnostics = new("/models/m.onnx");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Are_files_by_position_or_name_in_one_folder()
    {
        Numpy("s/image_0.npy", "<f4", "(1, 2)", 8);
        Write("s/input_1.pb", new TensorProto { DataType = 7, Dims = { 3 }, Int64Data = { 1, 2, 3 } });
        Numpy("s/output_0.npy", "<f4", "(1,)", 4);

        var sample = Assert.Single(Read("s", Image, Ids)!);

        Assert.Equal((_folder.File("s/image_0.npy"), _folder.File("s/input_1.pb")), (sample.Files["image:0"], sample.Files["ids"]));
    }

    [Fact]
    public void Are_folders_of_such_files_in_order()
    {
        Numpy("s/test_data_set_1/input_0.npy", "<i8", "(4,)", 32);
        Numpy("s/test_data_set_0/input_0.npy", "<i8", "(3,)", 24);

        Assert.Equal([_folder.File("s/test_data_set_0/input_0.npy"), _folder.File("s/test_data_set_1/input_0.npy")], Read("s", Ids)!.Select(sample => sample.Files["ids"]));
    }

    [Fact]
    public void Are_one_file_for_a_model_of_one_input() => Assert.Single(Read(Numpy("any.npy", "<i8", "(3,)", 24), Ids)!);

    [Theory]
    [InlineData("<f4", "(1, 2)", 8, "Float32", "1×2")]
    [InlineData("<f2", "(2,)", 4, "Float16", "2")]
    [InlineData("|b1", "()", 1, "Bool", "scalar")]
    [InlineData("<u2", "(0, 5)", 0, "UInt16", "0×5")]
    public void Are_read_from_NumPy_arrays(string description, string extents, int bytes, string type, string shape)
    {
        var tensor = SampleTensor.Read(Numpy("a.npy", description, extents, bytes), out _)!;

        Assert.Equal((type, shape, bytes), (tensor.Type.ToString(), tensor.Shape.ToString(), tensor.Bytes.Length));
    }

    [Theory]
    [InlineData(">f4", "(1, 2)", 8, "holds elements of '>f4'")]
    [InlineData("<f4", "(1, 2)", 7, "holds 7 bytes for the shape 1×2 of float32")]
    [InlineData("<f4", "(1, x)", 8, "has a header that is not understood")]
    [InlineData("<i4", "(1, 2)", 8, "holds int32 instead of float32")]
    [InlineData("<f4", "(1, 3)", 12, "has the shape 1×3")]
    [InlineData("<f4", "(99999999999999999999,)", 8, "holds 8 bytes")]
    public void Are_refused_where_the_model_cannot_take_them(string description, string extents, int bytes, string words)
    {
        Numpy("s/input_0.npy", description, extents, bytes);
        Refused("s", words, Image);
    }

    [Fact]
    public void Are_refused_in_Fortrans_order()
    {
        Numpy("s/input_0.npy", "<f4", "(1, 2)", 8, "True");
        Refused("s", "is in Fortran's order", Image);
    }

    [Fact]
    public void Are_refused_where_there_are_none() => Refused("nowhere", "holds no sample; legal: a folder", Image);

    [Fact]
    public void Are_refused_where_an_input_has_no_file()
    {
        Numpy("s/input_0.npy", "<f4", "(1, 2)", 8);
        Refused("s", "has no file for ids: ?", Image, Ids);
    }

    [Fact]
    public void Are_refused_where_a_file_stands_for_no_input()
    {
        Numpy("s/picture.npy", "<f4", "(1, 2)", 8);
        Refused("s", "has 'picture.npy', which stands for no input of the model; inputs: image:0: batch×2, ids: ?", Image, Ids);
    }

    [Fact]
    public void Are_refused_where_a_file_is_no_tensor()
    {
        _folder.Write("s/input_0.pb", "text");
        Refused("s", "is no ONNX tensor", Image);
        _folder.Write("t/input_0.npy", "text");
        Refused("t", "is no NumPy array", Image);
    }

    [Fact]
    public void Are_what_two_models_are_compared_on()
    {
        // The artifact is another function, but equal on the first sample.
        var original = new ModelBuilder().Input("x", "n").Node("Identity", ["x"]).Output("y", "n").Save(_folder.File("a.onnx"));
        var artifact = new ModelBuilder().Input("x", "n").Node("Abs", ["x"]).Output("y", "n").Save(_folder.File("b.onnx"));
        var (positive, negative) = (Sample("positive.pb", 1, 2), Sample("negative.pb", -1, 2, 3));

        var outputs = Run(positive, negative).Outputs;

        Assert.Equal([(2L, true), (3L, false)], outputs.Select(output => (output.Elements, output.Identical)));

        CompareResponse Run(params InputSample[] samples) =>
            new ExecutionClient().Run(ExecutionVerbs.Compare, new CompareRequest(original, artifact) { Samples = samples }, TestModels.Limits).Response!;
    }

    [Fact]
    public void Are_converted_for_an_artifact_of_narrower_inputs()
    {
        var original = new ModelBuilder().Input("x", "n").Output("y", "n").Save(_folder.File("a.onnx"));
        var artifact = new ModelBuilder().Input("x", "n", ElementType.Float16).Cast(ElementType.Float32).Output("y", "n").Save(_folder.File("b.onnx"));
        var request = new CompareRequest(original, artifact) { Samples = [Sample("x.pb", 1, 0.5f)] };

        Assert.Equal(2, Assert.Single(new ExecutionClient().Run(ExecutionVerbs.Compare, request, TestModels.Limits).Response!.Outputs).Equal);
    }

    [Fact]
    public void Are_what_a_model_is_measured_on()
    {
        // Only a sample of 5 elements lets it run.
        var model = new ModelBuilder().Input("x", "n").Node("Reshape", ["x", "shape"]).Initializer("shape", [1], [5L]).Output("y", "5").Save(_folder.File("m.onnx"));
        Sample("s/input_0.pb", 1, 2, 3, 4, 5);

        var measured = new ModelMeasurer(new ExecutionClient()).Measure(
            new MeasureOptions(model) { Samples = _folder.File("s"), Repeats = 1, Limits = TestModels.Limits }, _diagnostics)!;

        Assert.Equal("samples", measured.Inputs);
        Assert.Empty(measured.UnsetDimensions);
    }

    private IReadOnlyList<InputSample>? Read(string path, params DeclaredInput[] inputs) => SampleReader.Read(_folder.File(path), inputs, _diagnostics);

    private void Refused(string path, string words, params DeclaredInput[] inputs)
    {
        Assert.Null(Read(path, inputs));
        var diagnostic = _diagnostics.Last();
        Assert.Equal("QB1015", diagnostic.Code);
        Assert.Contains(words, diagnostic.Message, StringComparison.Ordinal);
    }

    private InputSample Sample(string file, params float[] values) =>
        new(new Dictionary<string, string> { ["x"] = Write(file, new TensorProto { DataType = 1, Dims = { values.Length }, FloatData = { values } }) });

    private string Write(string file, TensorProto tensor)
    {
        var path = _folder.Write(file, "");
        File.WriteAllBytes(path, tensor.ToByteArray());
        return path;
    }

    private string Numpy(string file, string description, string extents, int bytes, string fortran = "False")
    {
        var header = $"{{'descr': '{description}', 'fortran_order': {fortran}, 'shape': {extents}, }}\n";
        var path = _folder.Write(file, "");
        File.WriteAllBytes(path, [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. System.Text.Encoding.Latin1.GetBytes(header), .. new byte[bytes]]);
        return path;
    }
}
