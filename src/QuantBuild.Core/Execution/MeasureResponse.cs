namespace QuantBuild.Execution;

/// <summary>Bytes of one child. All but the base are above the base.</summary>
internal sealed record MeasureResponse
{
    /// <summary>Where it is set, the figures of the phases before it still hold.</summary>
    public ModelFailure? Failure { get; init; }

    /// <summary>Resident with .NET, the runtime's library and the inputs, before there is a session.</summary>
    public long BaseBytes { get; init; }

    /// <summary>Highest while the session was created.</summary>
    public long LoadPeakBytes { get; init; }

    /// <summary>Resident when it was.</summary>
    public long LoadedBytes { get; init; }

    /// <summary>The part of it that no file backs; null where the system does not say.</summary>
    public long? LoadedAnonymousBytes { get; init; }

    /// <summary>Highest during each run, its outputs still alive.</summary>
    public IReadOnlyList<long> RunPeakBytes { get; init; } = [];

    /// <summary>After the last run, the part that no file backs.</summary>
    public long? SteadyAnonymousBytes { get; init; }

    /// <summary>Each peak is the highest of its own phase and all before it.</summary>
    public bool Cumulative { get; init; }
}
