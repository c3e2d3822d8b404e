namespace QuantBuild.Schemes;

/// <summary>A plan, or the reason there is none.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Refusal">Why the scheme would convert this model wrongly, or not at all.</param>
/// <param name="NothingToDo">The refusal is that there is nothing to lower.</param>
internal sealed record SchemeOutcome(SchemePlan? Plan, string? Refusal, bool NothingToDo = false)
{
    /// <summary>The refusal is that the model contradicts its format, so that nothing can be made of it.</summary>
    public bool Malformed { get; init; }

    /// <summary>The refusal is that no file may be as large as the result.</summary>
    public bool ExceedsOneFile { get; init; }
}
