namespace QuantBuild.Memory.Simulation.Rewrite.Layout;

/// <summary>
/// The order in which a <c>std::unordered_map</c> of pointers gives back its entries: a new one goes to the front, and growing turns all round.
/// Entries that share a bucket stay together, so that addresses, which change from process to process, move some of them.
/// </summary>
internal static class PointerMap
{
    /// <summary>Entries that libstdc++'s map holds before it grows.</summary>
    private static readonly int[] Capacities = [13, 29, 59, 127, 257, 541, 1109, 2357, 5087, 10273, 20753, 42043, 85229, 172933, 351061, 712697];

    /// <summary>The likeliest order: that of entries with a bucket of their own.</summary>
    /// <param name="inserted">Entries in the order they were put in.</param>
    public static IReadOnlyList<T> Order<T>(IReadOnlyList<T> inserted)
    {
        var order = new LinkedList<T>();
        var reversed = false;
        foreach (var entry in inserted)
        {
            reversed ^= Capacities.Contains(order.Count);
            _ = reversed ? order.AddLast(entry) : order.AddFirst(entry);
        }

        return reversed ? [.. order.Reverse()] : [.. order];
    }
}
