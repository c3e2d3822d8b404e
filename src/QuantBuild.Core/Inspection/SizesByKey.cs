using QuantBuild.Models;

namespace QuantBuild.Inspection;

/// <summary>Sums of sizes for few keys.</summary>
/// <param name="same">Whether two keys are one.</param>
internal sealed class SizesByKey<TKey>(Func<TKey, TKey, bool> same)
{
    private readonly List<KeyValuePair<TKey, ByteSize>> _sums = [];

    public void Add(TKey key, ByteSize size)
    {
        var at = _sums.FindIndex(sum => same(sum.Key, key));
        if (at < 0)
        {
            _sums.Add(new(key, size));
        }
        else
        {
            _sums[at] = new(key, _sums[at].Value + size);
        }
    }

    /// <param name="order">Of keys that are equally large.</param>
    public List<KeyValuePair<TKey, ByteSize>> LargestFirst(Comparison<TKey> order)
    {
        var sorted = new List<KeyValuePair<TKey, ByteSize>>(_sums);
        sorted.Sort((left, right) => right.Value.CompareTo(left.Value) is var larger and not 0 ? larger : order(left.Key, right.Key));
        return sorted;
    }
}
