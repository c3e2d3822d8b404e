using QuantBuild.Schemes;

namespace QuantBuild.Execution;

/// <summary>The range of a model's values.</summary>
internal sealed record ObserveResponse
{
    /// <summary>Why the model was not run; its stored tensors were looked at all the same.</summary>
    public ModelFailure? Failure { get; init; }

    /// <summary>Values that were looked at.</summary>
    public int Values { get; init; }

    /// <summary>Those that float16 cannot hold, in the model's order; a name once.</summary>
    public IReadOnlyList<ObservedRange> OutOfRange { get; init; } = [];
}
