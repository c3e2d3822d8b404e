namespace QuantBuild.Memory.Simulation.Buffers;

/// <summary>Where a value's elements lie during a run.</summary>
internal enum BufferKind
{
    /// <summary>In a buffer of its own.</summary>
    Allocated,

    /// <summary>In a buffer whose values are all dead.</summary>
    Reused,

    /// <summary>In its input's place.</summary>
    Aliased,

    /// <summary>In a buffer that the caller gets; no part of the memory pattern.</summary>
    Output,
}
