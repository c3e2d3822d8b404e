using QuantBuild.Models;

namespace QuantBuild.Inspection;

/// <summary>The weights of a model by how they are stored; scales and zero points count with the weights they belong to.</summary>
internal static class WeightKinds
{
    /// <summary>Largest first.</summary>
    public static IReadOnlyList<KeyValuePair<WeightKind, ByteSize>> Of(IReadOnlyCollection<TensorInfo> weights)
    {
        var kinds = weights.Where(tensor => !tensor.IsScale)
            .GroupBy(tensor => tensor.Kind)
            .Select(group => KeyValuePair.Create(group.Key, Sum(group)))
            .OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key.Name, StringComparer.Ordinal)
            .ToList();
        foreach (var scales in weights.Where(tensor => tensor.IsScale).GroupBy(tensor => tensor.Form))
        {
            var at = kinds.FindIndex(entry => entry.Key.Form == scales.Key);
            if (at >= 0)
            {
                kinds[at] = KeyValuePair.Create(kinds[at].Key, kinds[at].Value + Sum(scales));
            }
        }

        return kinds;
    }

    private static ByteSize Sum(IEnumerable<TensorInfo> tensors) => tensors.Aggregate(ByteSize.Zero, (sum, tensor) => sum + tensor.Size);
}
