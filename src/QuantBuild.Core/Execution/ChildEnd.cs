namespace QuantBuild.Execution;

/// <summary>How a child ended that gave no answer.</summary>
internal enum ChildEnd
{
    /// <summary>No such program, or it may not be started.</summary>
    NotStarted,

    /// <summary>Ended by us at its memory limit.</summary>
    MemoryLimit,

    /// <summary>Ended by us at its time limit.</summary>
    TimeLimit,

    /// <summary>Ended from outside: nearly always the kernel, for want of memory.</summary>
    Killed,

    /// <summary>Ended itself: a failed assertion or an exception nobody caught.</summary>
    Aborted,

    /// <summary>Touched memory that is not its own.</summary>
    Crashed,

    /// <summary>Found no library of ONNX Runtime for its platform.</summary>
    NoNativeLibrary,

    /// <summary>Any other exit code.</summary>
    Exited,
}
