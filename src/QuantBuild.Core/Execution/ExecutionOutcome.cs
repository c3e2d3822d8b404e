namespace QuantBuild.Execution;

/// <summary>The child's answer, or how it died without one.</summary>
internal sealed record ExecutionOutcome<TResponse>(TResponse? Response, ChildDeath? Death)
    where TResponse : class;
