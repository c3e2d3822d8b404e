namespace QuantBuild.Memory.Simulation.Rewrite.Transposes;

/// <summary>How a Transpose moves behind an operator.</summary>
/// <param name="Inputs">Inputs that are transposed together.</param>
/// <param name="Move">Moves it; false where it cannot, and nothing was changed.</param>
/// <param name="TransposesOutputs">There is a Transpose behind the node afterwards.</param>
internal sealed record TransposeHandler(Func<RuntimeNode, IReadOnlyList<int>> Inputs, Func<PushedTranspose, bool> Move, bool TransposesOutputs = true)
{
    public static IReadOnlyList<int> First(RuntimeNode node) => [0];

    public static IReadOnlyList<int> All(RuntimeNode node) => [.. Enumerable.Range(0, node.Inputs.Count)];

    /// <summary>Scalars are the same in every order.</summary>
    public static IReadOnlyList<int> NotScalar(RuntimeNode node) => [.. Enumerable.Range(0, node.Inputs.Count).Where(place => node.Inputs[place].Rank() != 0)];
}
