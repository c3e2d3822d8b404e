namespace QuantBuild.Formats.Onnx.Graphs;

/// <summary>What is known of the values of a model, each in the place of its number: a fourth of a dictionary, and no search.</summary>
/// <param name="count">About how many values there are.</param>
internal sealed class ValueTable<T>(int count)
    where T : class
{
    private T?[] _entries = new T?[count];

    /// <summary>Null where there is nothing.</summary>
    public T? this[GraphValue of]
    {
        get => of.Number < _entries.Length ? _entries[of.Number] : null;
        set
        {
            if (of.Number >= _entries.Length)
            {
                Array.Resize(ref _entries, Math.Max(of.Number + 1, checked(_entries.Length * 2)));
            }

            _entries[of.Number] = value;
        }
    }
}
