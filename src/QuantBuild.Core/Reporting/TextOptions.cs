namespace QuantBuild.Reporting;

/// <summary>How text is laid out.</summary>
/// <param name="Width">Columns; right-most table columns are dropped where they do not fit.</param>
/// <param name="Details">All reasons, rejected schemes, what was written and how it verified.</param>
internal sealed record TextOptions(int Width = 120, bool Details = false)
{
    public static readonly TextOptions Default = new();
}
