namespace QuantBuild.Policy;

/// <summary>What happens to a model.</summary>
internal enum DecisionAction
{
    /// <summary>The original ships.</summary>
    Skip,

    /// <summary>An artifact ships.</summary>
    Quantize,

    /// <summary>An artifact has to ship: the model is above the limit, or its process above the budget.</summary>
    Must,
}
