using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using QuantBuild.Execution;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Memory.Shapes;
using QuantBuild.Models;

namespace QuantBuild.TestSupport;

/// <summary>What extents the values of a model's main graph have when ONNX Runtime runs it: every one of them is made an output.</summary>
internal sealed class ObservedShapes
{
    private ObservedShapes(string? failure) => Failure = failure;

    /// <summary>Why it does not run; null where it does.</summary>
    public string? Failure { get; }

    /// <summary>Type and extents by name; values that are no tensors are not in it.</summary>
    public Dictionary<string, (ElementType Type, TensorShape Shape)> ByName { get; } = new(StringComparer.Ordinal);

    public static ObservedShapes Of(string path, InputShapes shapes)
    {
        var model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        Expose(model.Graph);
        using var folder = new TestDirectory();
        var exposed = folder.File("exposed.onnx");
        File.WriteAllBytes(exposed, model.ToByteArray());
        var ranges = IndexRanges.Of(path);
        using var run = ModelRun.Of(exposed, OptimizationLevel.Basic, shapes, ports => new SyntheticInputs(ports, 1, ranges));
        var observed = new ObservedShapes(run.Failure?.Message);
        foreach (var (name, value) in run.Outputs)
        {
            observed.Add(name, value);
        }

        return observed;
    }

    /// <summary>Makes every value that a node computes an output of the graph.</summary>
    public static void Expose(GraphProto graph)
    {
        var outputs = graph.Output.Select(output => output.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in graph.Node.SelectMany(node => node.Output).Where(name => name.Length > 0 && outputs.Add(name)).ToList())
        {
            graph.Output.Add(new ValueInfoProto { Name = name });
        }
    }

    /// <summary>Extents of every value as the runtime knows them once it has read the model; a value of unknown rank is a scalar here.</summary>
    public static IReadOnlyDictionary<string, KnownShape> KnownAtLoad(ModelProto model)
    {
        var exposed = model.Clone();
        Expose(exposed.Graph);
        using var options = new SessionOptions { GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_BASIC, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        using var session = new InferenceSession(exposed.ToByteArray(), options);
        return session.OutputMetadata.Where(output => output.Value.IsTensor).ToDictionary(output => output.Key, output => new KnownShape(
            [.. output.Value.Dimensions.Zip(output.Value.SymbolicDimensions, (extent, symbol) => extent < 0 ? Dimension.Named(symbol ?? "") : Dimension.Of(extent))]));
    }

    private void Add(string name, OrtValue value)
    {
        if (value.IsTensor)
        {
            var type = value.GetTensorTypeAndShape();
            ByName[name] = ((ElementType)(int)type.ElementDataType, new TensorShape([.. type.Shape]));
        }
    }
}
