using QuantBuild.Rewriting.Kernels;

namespace QuantBuild.Rewriting;

/// <summary>What the kernels did to each tensor, summed over pieces that finish in any order.</summary>
internal sealed class ConversionTally(IReadOnlyList<string> tensors)
{
    private readonly long[] _clamped = new long[tensors.Count];
    private readonly long[] _vanished = new long[tensors.Count];

    public void Add(int tensor, ConversionCounts counts)
    {
        if (counts != default)
        {
            Interlocked.Add(ref _clamped[tensor], counts.Clamped);
            Interlocked.Add(ref _vanished[tensor], counts.Vanished);
        }
    }

    /// <summary>Only tensors of which something is to be said, in layout order.</summary>
    public IReadOnlyList<TensorNote> ToNotes()
    {
        var notes = new List<TensorNote>();
        for (var i = 0; i < tensors.Count; i++)
        {
            if (_clamped[i] != 0 || _vanished[i] != 0)
            {
                notes.Add(new TensorNote(tensors[i], _clamped[i], _vanished[i]));
            }
        }

        return notes;
    }
}
