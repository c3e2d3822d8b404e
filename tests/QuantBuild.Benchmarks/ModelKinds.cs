using QuantBuild.Diagnostics;
using QuantBuild.Formats;
using QuantBuild.Formats.Onnx;
using QuantBuild.Inspection;
using QuantBuild.Models;

namespace QuantBuild.Benchmarks;

/// <summary>Tells kinds of models apart.</summary>
internal static class ModelKinds
{
    public static ModelKind Of(string path)
    {
        if (ModelReader.Read(path, new DiagnosticBag(path)) is not OnnxModel model)
        {
            return ModelKind.Static;
        }

        var weights = ModelInspector.Inspect(model).WeightBytes.ToDictionary();
        return model.Proto.Graph.Node.Any(node => node.OpType is "If" or "Loop" or "Scan") ? ModelKind.ControlFlow
            : weights.GetValueOrDefault(ElementType.Float16) > weights.GetValueOrDefault(ElementType.Float32) ? ModelKind.Half
            : ModelKind.Static;
    }
}
