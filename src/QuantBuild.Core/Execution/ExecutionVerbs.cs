namespace QuantBuild.Execution;

/// <summary>What the child can be asked to do.</summary>
internal static class ExecutionVerbs
{
    public static readonly LoadVerb Load = new();
    public static readonly CompareVerb Compare = new();
    public static readonly ObserveVerb Observe = new();
    public static readonly MeasureVerb Measure = new();

    public static readonly IReadOnlyList<ExecutionVerb> All = [Load, Compare, Observe, Measure];
}
