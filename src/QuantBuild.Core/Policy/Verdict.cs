namespace QuantBuild.Policy;

/// <summary>How a process stands to its budget.</summary>
internal enum Verdict
{
    /// <summary>Below the warning share of the budget, or no budget is declared.</summary>
    Fits,

    /// <summary>Within the budget but above the warning share, or its upper end above the budget.</summary>
    Tight,

    Exceeds,

    /// <summary>A lower bound within the budget confirms nothing.</summary>
    Unknown,
}
