using QuantBuild.Memory.Simulation;
using QuantBuild.Memory.Simulation.Buffers;
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
        if (OfInputs(session.Graph) is { } inputs)
        {
            return inputs;
        }

        var unknown = session.Plan.Buffers
            .Concat(session.Graph.WithBodies().Skip(1).SelectMany(body => BufferPlanner.Plan(ExecutionOrder.Of(body)).Buffers))
            .FirstOrDefault(buffer => buffer.First.Bytes is null && buffer.First.Facts.Type.IsDense());
        return unknown is null
            ? null
            : new UnknownShapes($"the size of '{unknown.First.Name}' ({unknown.First.Producer?.Operator}) follows from the data", InputsAreOpen: false);
    }

    /// <summary>Null where the extents of every input are known.</summary>
    public static UnknownShapes? OfInputs(RuntimeGraph graph)
    {
        var open = graph.Inputs.Where(IsOpen).Select(input => $"'{input.Name}'").ToList();
        return open.Count > 0 ? new UnknownShapes($"extents of input {string.Join(", ", open)} are open", InputsAreOpen: true)
            : graph.Inputs.FirstOrDefault(IsImpossible) is { } impossible
            ? new UnknownShapes($"input '{impossible.Name}' of {impossible.Facts.Known} is more than any machine holds", InputsAreOpen: false)
            : null;
    }

    /// <summary>A caller gives the value, and nobody said how large it is.</summary>
    public static bool IsOpen(RuntimeValue input) =>
        !input.Facts.IsConstant && input.Storage == WeightStorage.None && input.Facts.Concrete is null && input.Facts.Type.IsDense()
        && !IsImpossible(input);

    /// <summary>Every extent is stated, and no tensor can have them.</summary>
    private static bool IsImpossible(RuntimeValue input) => input.Facts.Concrete is null && input.Facts.Known is { IsComplete: true };
}
