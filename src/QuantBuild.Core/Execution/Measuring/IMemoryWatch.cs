using QuantBuild.Models;

namespace QuantBuild.Execution.Measuring;

/// <summary>Resident memory of this very process, and its high-water mark.</summary>
internal interface IMemoryWatch
{
    /// <summary>Phases cannot be told apart: every peak is the highest since the process started.</summary>
    bool IsCumulative { get; }

    ByteSize Resident { get; }

    /// <summary>The part of it that no file backs; null where the system does not say.</summary>
    ByteSize? Anonymous { get; }

    /// <summary>Highest since the phase began.</summary>
    ByteSize Peak { get; }

    void BeginPhase();
}
