using System.Collections.Immutable;
using QuantBuild.Models;

namespace QuantBuild.Inspection;

/// <summary>
/// Finds tensors that are stored twice. Of most tensors only both ends are read, which differ where contents do; the whole is read, once and
/// piece by piece, where they do not.
/// </summary>
internal static class DuplicateFinder
{
    /// <summary>Smaller ones are constants that many nodes have a copy of, and nothing to save.</summary>
    private const long Smallest = 1024;

    private const int End = 4096;

    public static IReadOnlyList<DuplicateTensors> Find(IEnumerable<TensorInfo> tensors)
    {
        using var reader = new StoredBytes();
        var stored = tensors.Where(tensor => tensor.Size.Bytes >= Smallest && !tensor.Stored.IsEmpty).DistinctBy(tensor => tensor.Stored[0]);
        var candidates = Alike(stored.GroupBy(tensor => (tensor.Type, tensor.Shape, StoredBytes.Length(tensor.Stored))))
            .SelectMany(group => Alike(group.GroupBy(tensor => reader.HashOfEnds(tensor.Stored, End))))
            .SelectMany(group => Alike(group.GroupBy(tensor => reader.Hash(tensor.Stored))));
        return
        [
            .. candidates.Select(group => new DuplicateTensors([.. group.Select(tensor => tensor.Name)], group[0].Size))
                .OrderByDescending(duplicates => duplicates.Savable).ThenBy(duplicates => duplicates.Names[0], StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<ImmutableArray<TensorInfo>> Alike<TKey>(IEnumerable<IGrouping<TKey, TensorInfo>> groups) =>
        groups.Select(group => group.ToImmutableArray()).Where(group => group.Length > 1);
}
