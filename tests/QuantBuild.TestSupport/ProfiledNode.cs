namespace QuantBuild.TestSupport;

/// <summary>One node of a run, as ONNX Runtime's profile has it.</summary>
/// <param name="Name">As the runtime names it.</param>
/// <param name="Operator"><c>Conv</c>.</param>
/// <param name="Shapes">Of its outputs: <c>1x16x28x28</c>.</param>
/// <param name="InUse">Bytes that the arena had given out when the node was done, before its inputs were released; null where the profile does not say.</param>
/// <param name="MostInUse">The most it had given out until then.</param>
internal sealed record ProfiledNode(string Name, string Operator, string Shapes, long? InUse, long? MostInUse)
{
    public override string ToString() => $"{Operator} {Shapes}";
}
