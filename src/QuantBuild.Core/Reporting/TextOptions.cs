namespace QuantBuild.Reporting;

/// <summary>How text is laid out.</summary>
/// <param name="Width">Columns; right-most table columns are dropped where they do not fit.</param>
/// <param name="Details">All reasons, rejected schemes, what was written and how it verified.</param>
internal sealed record TextOptions(int Width = 120, bool Details = false)
{
    /// <summary>Every process as a stack; else one without a budget is a line.</summary>
    public bool EveryStack { get; init; } = true;

    public static readonly TextOptions Default = new();
}
