using System.Globalization;
using System.Runtime.InteropServices;
using Google.Protobuf;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Benchmarks.Networks;

/// <summary>Layers of common networks, as exporters write them. Each takes and gives the name of a tensor; weights are random and scaled by their fan-in.</summary>
internal sealed class NetworkBuilder(int seed = 1, long opset = 17)
{
    private readonly ModelBuilder _model = new(opset);
    private readonly Random _random = new(seed);
    private int _weights;

    public string Input(string name, string shape, ElementType type = ElementType.Float32)
    {
        _model.Input(name, shape, type);
        return name;
    }

    public void Output(string value, string shape) => _model.From(value).Output("output_" + _model.Graph.Output.Count.ToString(CultureInfo.InvariantCulture), shape);

    public void Save(string path) => _model.Save(path);

    public string Op(string op, string[] inputs, params AttributeProto[] attributes) => _model.Node(op, inputs, null, attributes).Current;

    public string Op(string op, string input, params AttributeProto[] attributes) => Op(op, [input], attributes);

    /// <summary>A node with several outputs.</summary>
    public string[] Ops(string op, int outputs, string[] inputs)
    {
        var first = Op(op, inputs);
        string[] names = [first, .. Enumerable.Range(1, outputs - 1).Select(output => $"{first}_{output}")];
        _model.Graph.Node[^1].Output.Add(names[1..]);
        return names;
    }

    /// <summary>An operator of <c>com.microsoft</c>.</summary>
    public string Contributed(string op, string[] inputs, AttributeProto[] attributes)
    {
        var output = Op(op, inputs, attributes);
        _model.Graph.Node[^1].Domain = "com.microsoft";
        if (_model.Proto.OpsetImport.Count < 2)
        {
            _model.Opset("com.microsoft", 1);
        }

        return output;
    }

    /// <summary>Random ones, of a type of eight bits.</summary>
    public string Bytes(ElementType type, params long[] extents)
    {
        var bytes = new byte[extents.Aggregate(1L, (product, extent) => product * extent)];
        _random.NextBytes(bytes);
        return Tensor(type, extents, bytes);
    }

    /// <summary>A zero point, of a type of eight bits.</summary>
    public string Zero(ElementType type) => Tensor(type, [], [0]);

    /// <summary>Uniform, of a variance of 1 / fan-in.</summary>
    public string Weight(int fanIn, params long[] extents)
    {
        var values = new float[extents.Aggregate(1L, (product, extent) => product * extent)];
        var bound = MathF.Sqrt(3f / fanIn);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = ((2 * _random.NextSingle()) - 1) * bound;
        }

        return Tensor(extents, values);
    }

    public string Filled(float value, params long[] extents)
    {
        var values = new float[extents.Aggregate(1L, (product, extent) => product * extent)];
        Array.Fill(values, value);
        return Tensor(extents, values);
    }

    public string Floats(params float[] values) => Tensor([values.Length], values);

    public string Scalar(float value) => Tensor([], [value]);

    public string Integers(params long[] values)
    {
        var name = "indices_" + _weights++.ToString(CultureInfo.InvariantCulture);
        _model.Initializer(name, [values.Length], values);
        return name;
    }

    /// <summary>MatMul and bias, as of a tensor of any rank.</summary>
    public string Linear(string x, int inputs, int outputs) =>
        Op("Add", [Op("MatMul", [x, Weight(inputs, inputs, outputs)]), Weight(100, outputs)]);

    /// <summary>As PyTorch exports a linear layer over a matrix.</summary>
    public string Gemm(string x, int inputs, int outputs) =>
        Op("Gemm", [x, Weight(inputs, outputs, inputs), Weight(100, outputs)], ModelBuilder.Attribute("transB", 1));

    public string Conv(string x, int inputs, int outputs, int kernel, int stride = 1, int groups = 1, int dilation = 1)
    {
        var pad = dilation * (kernel - 1) / 2;
        return Op("Conv", [x, Weight(inputs / groups * kernel * kernel, outputs, inputs / groups, kernel, kernel), Weight(100, outputs)],
            ModelBuilder.Attribute("kernel_shape", [kernel, kernel]), ModelBuilder.Attribute("strides", [stride, stride]), ModelBuilder.Attribute("dilations", [dilation, dilation]),
            ModelBuilder.Attribute("pads", [pad, pad, pad, pad]), ModelBuilder.Attribute("group", groups));
    }

    public string BatchNorm(string x, int channels) => Op("BatchNormalization", [x, Filled(0.9f, channels), Weight(100, channels), Weight(100, channels), Filled(1.1f, channels)]);

    /// <summary>As exporters spelled it before opset 17.</summary>
    public string LayerNorm(string x, int width)
    {
        var centred = Op("Sub", [x, Mean(x)]);
        var variance = Mean(Op("Pow", [centred, Scalar(2)]));
        var deviation = Op("Sqrt", Op("Add", [variance, Scalar(1e-5f)]));
        return Op("Add", [Op("Mul", [Op("Div", [centred, deviation]), Filled(1, width)]), Weight(100, width)]);
    }

    /// <summary>Of the error function, as exporters spell it.</summary>
    public string Gelu(string x) =>
        Op("Mul", [Op("Mul", [x, Op("Add", [Op("Erf", Op("Div", [x, Scalar(MathF.Sqrt(2))])), Scalar(1)])]), Scalar(0.5f)]);

    /// <summary>Of queries, keys and values that stand as batch × heads × length × width.</summary>
    public string Attention(string query, string key, string value, int width, string? mask = null)
    {
        var scores = Op("Div", [Op("MatMul", [query, Op("Transpose", key, Permutation(0, 1, 3, 2))]), Scalar(MathF.Sqrt(width))]);
        return Op("MatMul", [Op("Softmax", mask is null ? scores : Op("Add", [scores, mask]), ModelBuilder.Attribute("axis", -1)), value]);
    }

    /// <summary>batch × length × width to batch × heads × length × width ÷ heads.</summary>
    public string Heads(string x, int length, int width, int heads) =>
        Op("Transpose", Op("Reshape", [x, Integers(1, length, heads, width / heads)]), Permutation(0, 2, 1, 3));

    public string Merge(string x, int length, int width) => Op("Reshape", [Op("Transpose", x, Permutation(0, 2, 1, 3)), Integers(1, length, width)]);

    public static AttributeProto Permutation(params long[] axes) => ModelBuilder.Attribute("perm", axes);

    public static AttributeProto Text(string name, string value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8(value) };

    private string Mean(string x) => Op("ReduceMean", x, ModelBuilder.Attribute("axes", [-1L]), ModelBuilder.Attribute("keepdims", 1));

    private string Tensor(long[] extents, float[] values) => Tensor(ElementType.Float32, extents, MemoryMarshal.AsBytes(values.AsSpan()));

    private string Tensor(ElementType type, long[] extents, ReadOnlySpan<byte> raw)
    {
        var name = "weight_" + _weights++.ToString(CultureInfo.InvariantCulture);
        _model.Initializer(name, extents, type, raw);
        return name;
    }
}
