using static QuantBuild.Policy.DecisionAction;

namespace QuantBuild.Policy;

/// <summary>The rules for one model, top to bottom.</summary>
internal static class DecisionTable
{
    /// <summary>The row that asks the processes; it and the next are decided when everything else is.</summary>
    public const int FitsItsBudgets = 8;

    /// <summary>The last row.</summary>
    public const int Between = 9;

    public static readonly IReadOnlyList<DecisionRow> Rows =
    [
        new(1, "Mode=Never",        m => m.Mode == ModelMode.Never,         Skip,     Goal.None,         _ => "Mode=Never"),
        new(1, "Mode=Always",       m => m.Mode == ModelMode.Always,        Quantize, Goal.SmallerFile,  _ => "Mode=Always"),
        new(2, "over budget",       m => m.OverBudget is not null,          Must,     Goal.Peak,         m => m.OverBudget!),
        new(3, "above the limit",   m => m.Size > m.Settings.RequireAbove,  Must,     Goal.RequiredFile, RowReasons.AboveLimit),
        new(4, "already quantized", m => m.Facts.AlreadyQuantized,          Skip,     Goal.None,         RowReasons.AlreadyQuantized),
        new(5, "small enough",      m => m.Size < m.Settings.SkipBelow,     Skip,     Goal.None,         RowReasons.SmallEnough),
        new(6, "accuracy critical", m => m.Model.AccuracyCritical,          Skip,     Goal.None,         _ => "accuracy matters more than size"),
        new(7, "mobile or edge",    m => m.OnSmallDevice,                   Quantize, Goal.SmallerFile,  m => $"runs on a device of kind {m.Model.Device}"),
        new(8, "fits its budgets",  m => m.FitsEverywhere,                  Skip,     Goal.None,         RowReasons.Fits),
        new(9, "between",           _ => true,                              Quantize, Goal.SmallerFile,  RowReasons.Between),
    ];

    public static DecisionRow Decide(ModelCase model) => Rows.First(row => row.When(model));
}
