using QuantBuild.Models;

namespace QuantBuild.Inspection;

/// <summary>The weights of a model by how they are stored; scales and zero points count with the weights they belong to.</summary>
internal static class WeightKinds
{
    /// <summary>Largest first.</summary>
    public static IReadOnlyList<KeyValuePair<WeightKind, ByteSize>> Of(IReadOnlyCollection<TensorInfo> weights)
    {
        var sums = new SizesByKey<WeightKind>((left, right) => left == right);
        foreach (var tensor in weights.Where(tensor => !tensor.IsScale))
        {
            sums.Add(tensor.Kind, tensor.Size);
        }

        var kinds = sums.LargestFirst((left, right) => string.CompareOrdinal(left.Name, right.Name));
        foreach (var scale in weights.Where(tensor => tensor.IsScale))
        {
            var at = kinds.FindIndex(entry => entry.Key.Form == scale.Form);
            if (at >= 0)
            {
                kinds[at] = new(kinds[at].Key, kinds[at].Value + scale.Size);
            }
        }

        return kinds;
    }
}
