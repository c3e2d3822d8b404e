using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Buffers;

/// <summary>What the arena had given out at each step of one run.</summary>
internal sealed class RunTrace(int steps)
{
    private readonly ByteSize[] _inUse = new ByteSize[steps];
    private readonly ByteSize[] _withScratch = new ByteSize[steps];

    /// <summary>After each node and before its inputs are released.</summary>
    public IReadOnlyList<ByteSize> InUse => _inUse;

    /// <summary>The same while the node's scratch is alive.</summary>
    public IReadOnlyList<ByteSize> WithScratch => _withScratch;

    public ByteSize Peak => _withScratch.Length == 0 ? ByteSize.Zero : _withScratch.Max();

    /// <summary>The first step at which the peak is reached.</summary>
    public int PeakStep => Array.IndexOf(_withScratch, Peak);

    public void Note(int step, ByteSize inUse, ByteSize withScratch) => (_inUse[step], _withScratch[step]) = (inUse, withScratch);
}
