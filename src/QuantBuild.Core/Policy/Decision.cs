namespace QuantBuild.Policy;

/// <summary>The outcome for one model.</summary>
internal sealed record Decision
{
    public required DecisionAction Action { get; init; }

    /// <summary>Mode=Check: the action is what would be done; the original ships.</summary>
    public bool WouldBe { get; init; }

    /// <summary>The scheme that makes the artifact; null where the original ships because no scheme helps, or on Skip.</summary>
    public string? Scheme { get; init; }

    /// <summary>The row of the table that decided, 1 to 9.</summary>
    public required int Rule { get; init; }

    /// <summary>In words, with the numbers in them.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    public IReadOnlyList<RejectedScheme> Rejected { get; init; } = [];

    /// <summary>An artifact is to be written.</summary>
    public bool Writes => Scheme is not null && Action != DecisionAction.Skip && !WouldBe;
}
