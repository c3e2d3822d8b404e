using Google.Protobuf;
using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Memory.Shapes;
using QuantBuild.Models;

namespace QuantBuild.Benchmarks;

/// <summary>
/// The ONNX backend tests (Debian: libonnx-testdata): our shapes beside those of the outputs they come with. What a model expects
/// of its outputs is taken away, so that only rules speak; inputs of whole numbers are stored, since extents may follow from them.
/// </summary>
internal static class ShapeTests
{
    public static int Run(string root)
    {
        var (models, outputs, equal, bounds) = (0, 0, 0, 0);
        var (unknown, wrong) = (new List<string>(), new List<string>());
        foreach (var path in Directory.EnumerateFiles(root, "model.onnx", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var data = Path.Combine(Path.GetDirectoryName(path)!, "test_data_set_0");
            var model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
            if (!Directory.Exists(data) || Facts(model, data) is not var (graph, facts))
            {
                continue;
            }

            models++;
            foreach (var (value, i) in graph.Outputs.Select((value, i) => (value, i)).Where(output => output.value is not null))
            {
                if (graph.Proto.Output[i].Type?.TensorType is null || Tensor(Path.Combine(data, $"output_{i}.pb")) is not { } expected)
                {
                    continue;
                }

                outputs++;
                var shape = new TensorShape([.. expected.Dims]);
                var known = facts[value!];
                var name = $"{Path.GetFileName(Path.GetDirectoryName(path))}: {value!.Producer} {value.Name}";
                if (known?.Concrete is not { } concrete)
                {
                    unknown.Add($"{name}: unknown, {shape} expected");
                }
                else if (Stored(known.Type) != (ElementType)expected.DataType || !(known.IsUpperBound ? Holds(concrete, shape) : concrete.Equals(shape)))
                {
                    wrong.Add($"{name}: {known.Type} {concrete}{(known.IsUpperBound ? " at most" : "")}, {(ElementType)expected.DataType} {shape} expected");
                }
                else
                {
                    equal++;
                    bounds += known.IsUpperBound ? 1 : 0;
                }
            }
        }

        unknown.Concat(wrong).ToList().ForEach(Console.WriteLine);
        Console.WriteLine($"{models} models, {outputs} outputs: {equal} as expected ({bounds} of them bounds), {unknown.Count} unknown, {wrong.Count} wrong");
        return wrong.Count == 0 ? 0 : 1;
    }

    /// <summary>The data sets hold bfloat16 as its bits.</summary>
    private static ElementType Stored(ElementType type) => type == ElementType.BFloat16 ? ElementType.UInt16 : type;

    private static bool Holds(TensorShape bound, TensorShape shape) =>
        bound.Dimensions.Length == shape.Dimensions.Length && bound.Dimensions.Zip(shape.Dimensions).All(pair => pair.First >= pair.Second);

    private static (GraphScope Graph, ValueTable<ValueFacts> Facts)? Facts(ModelProto model, string data)
    {
        var shapes = new List<InputShape>();
        for (var i = 0; i < model.Graph.Input.Count; i++)
        {
            var input = model.Graph.Input[i];
            if (input.Type?.TensorType is null || Tensor(Path.Combine(data, $"input_{i}.pb")) is not { } tensor)
            {
                continue;
            }

            shapes.Add(new(input.Name, new TensorShape([.. tensor.Dims])));
            if ((ElementType)tensor.DataType is ElementType.Int64 or ElementType.Int32 or ElementType.Bool or ElementType.Float32 && tensor.Dims.Aggregate(1L, (x, y) => x * y) <= 16)
            {
                tensor.Name = input.Name;
                model.Graph.Initializer.Add(tensor);
            }
        }

        if (GraphBuilder.Build(model.Graph, out _) is not { } graph)
        {
            return null;
        }

        // The graph keeps its lists; only what they say of shapes goes.
        model.Graph.ValueInfo.Clear();
        foreach (var output in model.Graph.Output.Where(output => output.Type?.TensorType is not null))
        {
            output.Type.TensorType.ElemType = 0;
            output.Type.TensorType.Shape = null;
        }

        return (graph, GraphShapes.Infer(graph, model, new InputShapes(shapes)));
    }

    /// <summary>A tensor of a data set; null where the file is missing or holds none.</summary>
    private static TensorProto? Tensor(string path)
    {
        try
        {
            return File.Exists(path) ? TensorProto.Parser.ParseFrom(File.ReadAllBytes(path)) : null;
        }
        catch (InvalidProtocolBufferException)
        {
            // Sequences and optional values are other messages; not every one of them can be read as a tensor.
            return null;
        }
    }
}
