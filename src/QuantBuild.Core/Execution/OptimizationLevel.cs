namespace QuantBuild.Execution;

/// <summary>How far ONNX Runtime rewrites a graph while it loads it.</summary>
internal enum OptimizationLevel
{
    /// <summary>Only what keeps the graph in its own operators: what fails here is the model's fault.</summary>
    Basic,

    /// <summary>With fusions, before the layout changes that depend on the processor.</summary>
    Extended,

    /// <summary>With every fusion and layout change, as applications load by default.</summary>
    All,
}
