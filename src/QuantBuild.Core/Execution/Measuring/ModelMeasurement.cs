using QuantBuild.Models;

namespace QuantBuild.Execution.Measuring;

/// <summary>A model's memory, measured above the same process without a session; each figure with its range over the repeats.</summary>
internal sealed record ModelMeasurement
{
    public required SessionSettings Session { get; init; }

    /// <summary>Children that were started.</summary>
    public required int Repeats { get; init; }

    /// <summary>Runs in each; 0 where the model was only loaded.</summary>
    public required int Runs { get; init; }

    /// <summary><c>synthetic</c> or <c>samples</c>.</summary>
    public string Inputs { get; init; } = "synthetic";

    /// <summary>Dimensions that nobody said; the runs took 1 for each.</summary>
    public IReadOnlyList<UnsetDimension> UnsetDimensions { get; init; } = [];

    /// <summary>.NET, the runtime's library and the inputs: not in the other figures.</summary>
    public required MeasuredRange Base { get; init; }

    public required MeasuredRange LoadPeak { get; init; }

    /// <summary>Resident once the session is there.</summary>
    public required MeasuredRange Loaded { get; init; }

    /// <summary>The part of <see cref="Loaded"/> that no file backs; null where the system does not say.</summary>
    public MeasuredRange? LoadedAnonymous { get; init; }

    public MeasuredRange? FirstRunPeak { get; init; }

    /// <summary>The highest of the runs after the first.</summary>
    public MeasuredRange? SteadyPeak { get; init; }

    public MeasuredRange? SteadyAnonymous { get; init; }

    /// <summary>The highest of all phases.</summary>
    public required MeasuredRange Peak { get; init; }

    /// <summary>The system cannot set its high-water mark back: a phase's peak is the highest of it and all before it.</summary>
    public bool Cumulative { get; init; }

    public static ModelMeasurement Of(MeasureRequest request, IReadOnlyList<MeasureResponse> repeats)
    {
        return new ModelMeasurement
        {
            Session = request.Session,
            Repeats = repeats.Count,
            Runs = request.Runs,
            Inputs = request.Samples.Count > 0 ? "samples" : "synthetic",
            Base = MeasuredRange.Of(repeats.Select(repeat => repeat.BaseBytes)),
            LoadPeak = MeasuredRange.Of(repeats.Select(repeat => repeat.LoadPeakBytes)),
            Loaded = MeasuredRange.Of(repeats.Select(repeat => repeat.LoadedBytes)),
            LoadedAnonymous = Optional(repeat => repeat.LoadedAnonymousBytes),
            FirstRunPeak = request.Runs < 1 ? null : Optional(repeat => repeat.RunPeakBytes[0]),
            SteadyPeak = request.Runs < 2 ? null : Optional(repeat => repeat.RunPeakBytes.Skip(1).Max()),
            SteadyAnonymous = Optional(repeat => repeat.SteadyAnonymousBytes),
            Peak = MeasuredRange.Of(repeats.Select(repeat => repeat.RunPeakBytes.Append(repeat.LoadPeakBytes).Max())),
            Cumulative = repeats.Any(repeat => repeat.Cumulative),
        };

        MeasuredRange? Optional(Func<MeasureResponse, long?> figure) =>
            repeats.All(repeat => figure(repeat) is not null) ? MeasuredRange.Of(repeats.Select(repeat => figure(repeat)!.Value)) : null;
    }
}
