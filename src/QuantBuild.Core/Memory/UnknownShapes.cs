using QuantBuild.Memory.Simulation;
using QuantBuild.Models;

namespace QuantBuild.Memory;

/// <summary>Why a run cannot be simulated: the sizes of some values do not follow from what is known.</summary>
/// <param name="Reason">In words.</param>
/// <param name="InputsAreOpen">Extents of inputs are missing, which a person can give.</param>
internal sealed record UnknownShapes(string Reason, bool InputsAreOpen)
{
    /// <summary>Null where every size is known.</summary>
    public static UnknownShapes? Of(SimulatedSession session)
    {
        if (OpenInputs(session.Graph))
        {
            var open = session.Graph.Inputs.Where(IsOpen).Select(input => $"'{input.Name}'");
            return new UnknownShapes($"extents of input {string.Join(", ", open)} are open", InputsAreOpen: true);
        }

        var unknown = session.Plan.Buffers.FirstOrDefault(buffer => buffer.First.Bytes is null && buffer.First.Facts.Type.IsDense());
        return unknown is null
            ? null
            : new UnknownShapes($"the size of '{unknown.First.Name}' ({unknown.First.Producer?.Operator}) follows from the data", InputsAreOpen: false);
    }

    public static bool OpenInputs(RuntimeGraph graph) => graph.Inputs.Any(IsOpen);

    private static bool IsOpen(RuntimeValue input) => !input.Facts.IsConstant && input.Storage == WeightStorage.None && input.Facts.Concrete is null && input.Facts.Type.IsDense();
}
