using System.Globalization;
using System.Runtime.InteropServices;
using Google.Protobuf;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.TestSupport;

/// <summary>
/// Makes small ONNX models, node after node: each convenience method consumes <see cref="Current"/> and leaves its own result there.
/// <c>new ModelBuilder().Input("x", "1,8").MatMul(8, 16).Relu().Output("y", "1,16").Save(path)</c>
/// </summary>
internal sealed class ModelBuilder
{
    private int _names;

    public ModelBuilder(long opset = 17, long ir = 8)
    {
        Proto = new ModelProto { IrVersion = ir, ProducerName = "quantbuild-tests", Graph = new GraphProto { Name = "graph" } };
        Opset("", opset);
    }

    /// <summary>The model so far, open to what the methods here do not offer.</summary>
    public ModelProto Proto { get; }

    public GraphProto Graph => Proto.Graph;

    /// <summary>The tensor the next node consumes.</summary>
    public string Current { get; private set; } = "";

    public ModelBuilder Opset(string domain, long version)
    {
        Proto.OpsetImport.Add(new OperatorSetIdProto { Domain = domain, Version = version });
        return this;
    }

    /// <summary>A graph input; <paramref name="shape"/> is <c>"batch,3,?"</c>, empty for a scalar, null for none at all.</summary>
    public ModelBuilder Input(string name, string? shape, ElementType type = ElementType.Float32)
    {
        Graph.Input.Add(ValueInfo(name, shape, type));
        Current = name;
        return this;
    }

    /// <summary>Makes the current tensor a graph output of that name.</summary>
    public ModelBuilder Output(string name, string? shape, ElementType type = ElementType.Float32)
    {
        Node("Identity", [Current], name);
        Graph.Output.Add(ValueInfo(name, shape, type));
        return this;
    }

    /// <summary>Goes on from an earlier tensor.</summary>
    public ModelBuilder From(string tensor)
    {
        Current = tensor;
        return this;
    }

    public ModelBuilder Initializer(string name, long[] dims, float[] values) =>
        Initializer(name, dims, ElementType.Float32, MemoryMarshal.AsBytes(values.AsSpan()));

    public ModelBuilder Initializer(string name, long[] dims, long[] values) =>
        Initializer(name, dims, ElementType.Int64, MemoryMarshal.AsBytes(values.AsSpan()));

    /// <summary>Little-endian raw data.</summary>
    public ModelBuilder Initializer(string name, long[] dims, ElementType type, ReadOnlySpan<byte> raw)
    {
        Graph.Initializer.Add(new TensorProto { Name = name, DataType = (int)type, Dims = { dims }, RawData = ByteString.CopyFrom(raw) });
        return this;
    }

    public ModelBuilder Node(string op, string[] inputs, string? output = null, params AttributeProto[] attributes)
    {
        Current = output ?? $"{op}_{_names++}";
        Graph.Node.Add(new NodeProto { Name = $"{op}/{Current}", OpType = op, Input = { inputs }, Output = { Current }, Attribute = { attributes } });
        return this;
    }

    /// <summary>Several outputs; empty names leave them out.</summary>
    public ModelBuilder Nodes(string op, string[] inputs, string[] outputs, params AttributeProto[] attributes)
    {
        Node(op, inputs, outputs[0], attributes);
        Graph.Node[^1].Output.Add(outputs[1..]);
        return this;
    }

    public ModelBuilder MatMul(int rows, int columns, int seed = 1) => MatMul([rows, columns], Random(rows * columns, seed));

    public ModelBuilder MatMul(long[] dims, float[] weights) => Weighted("MatMul", dims, weights);

    /// <summary>With <c>transB</c>, as PyTorch exports a linear layer, and a bias.</summary>
    public ModelBuilder Gemm(int inputs, int outputs, int seed = 1)
    {
        var (x, weight, bias) = (Current, $"weight_{_names}", $"bias_{_names++}");
        Initializer(weight, [outputs, inputs], Random(outputs * inputs, seed));
        Initializer(bias, [outputs], Random(outputs, seed + 1));
        return Node("Gemm", [x, weight, bias], null, Attribute("transB", 1));
    }

    /// <summary>Square kernel, padded so that the extents stay.</summary>
    public ModelBuilder Conv(int inputs, int outputs, int kernel = 3, int seed = 1)
    {
        var pad = kernel / 2;
        return Weighted("Conv", [outputs, inputs, kernel, kernel], Random(outputs * inputs * kernel * kernel, seed),
            Attribute("kernel_shape", [kernel, kernel]), Attribute("pads", [pad, pad, pad, pad]));
    }

    public ModelBuilder Add(long[] dims, float[] values) => Weighted("Add", dims, values);

    public ModelBuilder Relu() => Node("Relu", [Current]);

    public ModelBuilder Cast(ElementType type) => Node("Cast", [Current], null, Attribute("to", (long)type));

    public byte[] ToBytes() => Proto.ToByteArray();

    /// <summary>Writes the model and returns the path.</summary>
    public string Save(string path)
    {
        File.WriteAllBytes(path, ToBytes());
        return path;
    }

    public static AttributeProto Attribute(string name, long value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    public static AttributeProto Attribute(string name, long[] values) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Ints, Ints = { values } };

    public static AttributeProto Attribute(string name, float value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = value };

    public static AttributeProto Attribute(string name, TensorProto value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Tensor, T = value };

    public static AttributeProto Attribute(string name, GraphProto value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Graph, G = value };

    /// <summary>Values in [-0.5, 0.5), the same on every run.</summary>
    public static float[] Random(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }

    public static ValueInfoProto ValueInfo(string name, string? shape, ElementType type)
    {
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)type };
        if (shape is not null)
        {
            tensor.Shape = new TensorShapeProto { Dim = { shape.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Dimension) } };
        }

        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }

    private static TensorShapeProto.Types.Dimension Dimension(string text) => text switch
    {
        "?" => new(),
        _ when long.TryParse(text, CultureInfo.InvariantCulture, out var extent) => new() { DimValue = extent },
        _ => new() { DimParam = text },
    };

    private ModelBuilder Weighted(string op, long[] dims, float[] weights, params AttributeProto[] attributes)
    {
        var (x, weight) = (Current, $"weight_{_names++}");
        Initializer(weight, dims, weights);
        return Node(op, [x, weight], null, attributes);
    }
}
