namespace QuantBuild.Execution;

/// <summary>How far a model came before ONNX Runtime, or we, had to give up.</summary>
internal enum FailureStage
{
    /// <summary>No session could be created.</summary>
    Load,

    /// <summary>It asks for an input that cannot be made up.</summary>
    Inputs,

    /// <summary>The run failed.</summary>
    Run,
}
