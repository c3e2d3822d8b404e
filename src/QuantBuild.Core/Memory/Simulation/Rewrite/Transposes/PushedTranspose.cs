namespace QuantBuild.Memory.Simulation.Rewrite.Transposes;

/// <summary>A Transpose about to be moved behind the node that takes its result.</summary>
/// <param name="Graph">Changed in place.</param>
/// <param name="Transpose">Before the node.</param>
/// <param name="Node">It takes the transposed value.</param>
/// <param name="Order">The permutation.</param>
/// <param name="Inverse">What takes it back.</param>
/// <param name="Inputs">Inputs of the node that are transposed with it.</param>
internal sealed record PushedTranspose(RuntimeGraph Graph, RuntimeNode Transpose, RuntimeNode Node, long[] Order, long[] Inverse, IReadOnlyList<int> Inputs)
{
    public int Rank => Order.Length;

    /// <summary>Undoes the transposition before the inputs, and does it behind the outputs.</summary>
    public bool Move() => Move(Order);

    /// <param name="behind">The order behind the outputs, where their axes are others.</param>
    public bool Move(long[] behind)
    {
        TransposeEdits.TransposeInputs(Graph, Node, Inverse, Inputs);
        TransposeEdits.TransposeOutputs(Graph, Node, behind);
        return true;
    }
}
