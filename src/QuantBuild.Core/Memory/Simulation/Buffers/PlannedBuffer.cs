using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Buffers;

/// <summary>A buffer of the plan.</summary>
/// <param name="first">The value it is allocated for.</param>
/// <param name="step">The step that allocates it.</param>
/// <param name="isOutput">The caller gets it.</param>
internal sealed class PlannedBuffer(RuntimeValue first, int step, bool isOutput)
{
    public RuntimeValue First { get; } = first;

    public ByteSize Size { get; } = first.Bytes ?? ByteSize.Zero;

    public int AllocatedAt { get; } = step;

    /// <summary>The last step that reads anything in it; null where nothing does, and it is held to the end of the run.</summary>
    public int? LastRead { get; set; }

    public bool IsOutput { get; } = isOutput;
}
