using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Memory.Shapes;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Memory.Shapes;

/// <summary>ONNX Runtime says of every output what it knows before a run: numbers, symbols or nothing.</summary>
public sealed class Shapes_known_at_load
{
    private static readonly Dictionary<string, Func<ModelBuilder, ModelBuilder>> Graphs = new(StringComparer.Ordinal)
    {
        ["symbols pass through element-wise operators"] = graph => graph.Node("Relu", ["x"]).Node("Add", ["x", "x"]).Node("Sigmoid", ["x"]),
        ["a symbol wins over one, a number over a symbol"] = graph => graph.Initializer("one", [1, 1, 1, 1], [1f]).Initializer("five", [5, 1, 1, 1], [1f, 1f, 1f, 1f, 1f])
            .Node("Add", ["x", "one"]).Node("Mul", ["x", "five"]),
        ["convolution keeps the batch and forgets open extents"] = graph => graph.Initializer("w", [4, 3, 3, 3], new float[108]).Node("Conv", ["x", "w"])
            .Node("MaxPool", ["x"], null, ModelBuilder.Attribute("kernel_shape", [2, 2])),
        ["a global pool knows its extents"] = graph => graph.Node("GlobalAveragePool", ["x"]),
        ["a constant target copies symbols"] = graph => graph.Initializer("t", [3], [0L, 3, -1]).Node("Reshape", ["x", "t"]),
        ["what is left is known where everything else is"] = graph => graph.Initializer("t", [2], [0L, -1]).Node("Reshape", ["f", "t"]),
        ["what is left of a merged symbol is not known"] = graph => graph.Initializer("t", [2], [-1L, 8]).Node("Reshape", ["f", "t"]),
        ["a target computed in the run says nothing"] = graph => graph.Node("Shape", ["x"]).Node("Reshape", ["f", graph.Current]),
        ["a shape that is known is a constant"] = graph => graph.Node("Shape", ["c"]).Node("Reshape", ["f2", graph.Current]),
        ["transpose moves symbols"] = graph => graph.Node("Transpose", ["x"], null, ModelBuilder.Attribute("perm", [0, 2, 3, 1])),
        ["padding keeps what it does not pad"] = graph => graph.Initializer("p", [8], [0L, 0, 1, 1, 0, 0, 1, 1]).Node("Pad", ["x", "p"]),
        ["slicing forgets the open extents it slices"] = graph => graph.Initializer("s", [2], [0L, 0]).Initializer("e", [2], [1L, 2]).Initializer("a", [2], [0L, 1])
            .Node("Slice", ["x", "s", "e", "a"]),
        ["joining open extents forgets them"] = graph => graph.Node("Concat", ["x", "x"], null, ModelBuilder.Attribute("axis", 2))
            .Node("Concat", ["x", "x"], null, ModelBuilder.Attribute("axis", 1)),
        ["products keep batch and rows"] = graph => graph.Initializer("w", [8, 5], new float[40]).Node("MatMul", ["f", "w"]).Node("Gemm", ["f2", "w"]),
        ["reductions keep the rest"] = graph => graph.Node("ReduceMean", ["x"], null, ModelBuilder.Attribute("axes", [2, 3]))
            .Node("ReduceMax", ["x"], null, ModelBuilder.Attribute("axes", [1]), ModelBuilder.Attribute("keepdims", 0)),
        ["flattening multiplies"] = graph => graph.Node("Flatten", ["f"]).Node("Flatten", ["x"]).Node("Flatten", ["c"]),
        ["scaling forgets open extents"] = graph => graph.Initializer("r", [0], Array.Empty<float>()).Initializer("sc", [4], [1f, 1f, 2f, 2f]).Node("Resize", ["x", "r", "sc"])
            .Node("Resize", ["c", "r", "sc"]),
        ["counting what is there is for the run"] = graph => graph.Node("NonZero", ["x"]),
        ["gathering puts the extents of the indices in"] = graph => graph.Initializer("i", [2, 2], [0L, 1, 1, 0]).Node("Gather", ["x", "i"], null, ModelBuilder.Attribute("axis", 1)),
        ["normalizations pass everything on"] = graph => graph.Initializer("w", [3], new float[3]).Node("InstanceNormalization", ["x", "w", "w"])
            .Node("BatchNormalization", ["x", "w", "w", "w", "w"]).Node("Softmax", ["x"]),
        ["tiling multiplies"] = graph => graph.Initializer("t", [4], [1L, 2, 2, 1]).Node("Tile", ["x", "t"]),
        ["expanding broadcasts"] = graph => graph.Initializer("t", [2], [4L, 8]).Initializer("s", [1, 8], new float[8]).Node("Expand", ["s", "t"]),
        ["quantization passes everything on"] = graph => graph.Initializer("s", [], [1f]).Node("QuantizeLinear", ["x", "s"]).Node("DequantizeLinear", [graph.Current, "s"]),
        ["splitting an open extent forgets it"] = graph => graph.Node("Split", ["x"], null, ModelBuilder.Attribute("axis", 2)),
        ["axes of one come and go"] = graph => graph.Initializer("a", [1], [1L]).Node("Unsqueeze", ["x", "a"]).Node("Squeeze", [graph.Current, "a"]),
        ["recurrent layers keep batch and steps"] = graph => graph.Initializer("w", [1, 20, 8], new float[160]).Initializer("r", [1, 20, 5], new float[100])
            .Node("LSTM", ["f", "w", "r"], null, ModelBuilder.Attribute("hidden_size", 5)),
        ["comparison and choice"] = graph => graph.Node("Equal", ["x", "x"]).Node("Where", [graph.Current, "x", "x"]),
    };

    /// <summary>Operators of operator set 9 that the runtime has kept.</summary>
    private static readonly Dictionary<string, Func<ModelBuilder, ModelBuilder>> Legacy = new(StringComparer.Ordinal)
    {
        ["a scaler of images passes everything on"] = graph => graph.Node("ImageScaler", ["x"], null, ModelBuilder.Attribute("scale", 1f),
            new AttributeProto { Name = "bias", Type = AttributeProto.Types.AttributeType.Floats, Floats = { 1f, 1f, 1f } }),
        ["cropping says nothing"] = graph => graph.Node("Crop", ["x"], null, ModelBuilder.Attribute("border", [1, 1, 1, 1])),
        ["an affine map passes everything on"] = graph => graph.Node("Affine", ["x"], null, ModelBuilder.Attribute("alpha", 1f), ModelBuilder.Attribute("beta", 1f)),
        ["a scaled tangent passes everything on"] = graph => graph.Node("ScaledTanh", ["x"], null, ModelBuilder.Attribute("alpha", 1f), ModelBuilder.Attribute("beta", 1f)),
    };

    public static IEnumerable<object[]> Cases => Graphs.Keys.Concat(Legacy.Keys).Select(name => new object[] { name });

    [Theory]
    [MemberData(nameof(Cases))]
    public void Are_those_of_ONNX_Runtime(string name)
    {
        var legacy = Legacy.TryGetValue(name, out var build);
        var builder = new ModelBuilder(legacy ? 9 : 13).Input("x", "batch,3,height,width").Input("f", "batch,steps,8").Input("f2", "batch,8").Input("c", "2,3,4,5");
        var model = (build ?? Graphs[name])(builder).Proto;
        model.Graph.Output.Add(new ValueInfoProto { Name = model.Graph.Node[^1].Output[0] });
        var theirs = ObservedShapes.KnownAtLoad(model);
        var main = GraphBuilder.Build(model.Graph, out _)!;
        var facts = GraphShapes.Infer(main, model, InputShapes.None);

        Assert.All(main.Nodes.SelectMany(node => node.Outputs), value => Assert.Equal($"{value!.Name} {theirs[value.Name]}", $"{value.Name} {facts[value]!.Known ?? KnownShape.OfRank(0)}"));
    }
}
