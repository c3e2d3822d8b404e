using QuantBuild.Formats;
using QuantBuild.Inspection;
using QuantBuild.Models;

namespace QuantBuild.Memory;

/// <summary>ONNX Runtime's x64 CPU provider, weights only: stored bytes times what was measured for their operator and element type.</summary>
internal sealed class OnnxRuntimeCpuProfile : IRuntimeProfile
{
    private const int GroupsShown = 3;

    public string Name => "onnxruntime-cpu";

    public ModelProjection Project(ModelDocument document, ModelFacts facts, RuntimeOptions options)
    {
        var tensors = ModelFormats.Of(document).Tensors(document).ToList();
        return Project(tensors, document.ExternalFiles.Count > 0, options);
    }

    public ModelProjection Project(IReadOnlyList<TensorInfo> tensors, bool external, RuntimeOptions options)
    {
        var groups = tensors
            .GroupBy(tensor => (tensor.Operator, tensor.Type))
            .Select(group => new WeightGroup(group.Key.Operator, group.Key.Type, Sum(group), OnnxRuntimeCpuTable.Of(group.Key.Operator, group.Key.Type, external)))
            .OrderByDescending(group => group.Stored)
            .ToList();
        return new ModelProjection
        {
            Profile = Name,
            RuntimeVersion = options.RuntimeVersion,
            Weights = groups.Aggregate(MemoryBand.Zero, (sum, group) => sum + group.Resident),
            WeightsWhy = Why(groups),
            LoadTransient = MemoryBand.Exact(tensors.Select(OnnxRuntimeCpuTable.InFlight).DefaultIfEmpty().Max()),
            LowerBound = true,
            LowerBoundReason = $"{Name} does not compute activations and the runtime's own memory yet",
        };
    }

    private static ByteSize Sum(IEnumerable<TensorInfo> tensors) => tensors.Aggregate(ByteSize.Zero, (sum, tensor) => sum + tensor.Size);

    private static string Why(List<WeightGroup> groups) => groups.Count switch
    {
        0 => "no stored tensors",
        <= GroupsShown => string.Join(" + ", groups),
        _ => $"{string.Join(" + ", groups.Take(GroupsShown))} + {groups.Count - GroupsShown} smaller kinds",
    };
}
