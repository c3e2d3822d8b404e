namespace QuantBuild.Memory.Simulation.Buffers;

/// <summary>Which buffer every computed value lies in, decided once for a session.</summary>
/// <param name="Order">Nodes in order of execution.</param>
/// <param name="Buffers">In order of allocation.</param>
/// <param name="Kinds">How each computed value came to its place.</param>
/// <param name="Homes">The buffer of each computed value; a view of an input or a constant has none.</param>
internal sealed record BufferPlan(
    IReadOnlyList<RuntimeNode> Order,
    IReadOnlyList<PlannedBuffer> Buffers,
    IReadOnlyDictionary<RuntimeValue, BufferKind> Kinds,
    IReadOnlyDictionary<RuntimeValue, PlannedBuffer> Homes);
