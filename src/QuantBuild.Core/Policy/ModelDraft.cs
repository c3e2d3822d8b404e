namespace QuantBuild.Policy;

/// <summary>A decision in the making.</summary>
/// <param name="Model">The model.</param>
/// <param name="Row">The row that applies.</param>
/// <param name="Reason">Its reason, with the numbers.</param>
internal sealed record ModelDraft(PolicyModel Model, DecisionRow Row, string Reason)
{
    public SchemeChoice Choice { get; init; } = SchemeChoice.None;

    /// <summary>What has to be said after the row's own reason.</summary>
    public IReadOnlyList<string> MoreReasons { get; init; } = [];

    /// <summary>Nothing is written whatever the row says: no scheme helps, or its process cannot be mended.</summary>
    public bool GivenUp { get; init; }

    /// <summary>The original has to ship although the row says an artifact must: no scheme makes it smaller.</summary>
    public bool MustWithoutScheme => Row.Goal == Goal.RequiredFile && Choice.Taken is null;

    public DecisionAction Action => GivenUp && !MustWithoutScheme ? DecisionAction.Skip : Row.Action;

    /// <summary>The artifact that ships; Mode=Check only says what it would be.</summary>
    public Candidate? Ships => Model.Mode == ModelMode.Check || Action == DecisionAction.Skip ? null : Choice.Taken;

    public Decision ToDecision() => new()
    {
        Action = Action,
        WouldBe = Model.Mode == ModelMode.Check,
        Scheme = Action == DecisionAction.Skip ? null : Choice.Taken?.Scheme,
        Rule = Row.Number,
        Reasons = [Reason, .. MoreReasons],
        Rejected = Choice.Rejected,
    };
}
