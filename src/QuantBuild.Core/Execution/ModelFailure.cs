namespace QuantBuild.Execution;

/// <summary>What ONNX Runtime would not do with a model.</summary>
/// <param name="Stage">How far it came.</param>
/// <param name="Message">ONNX Runtime's reason, on one line.</param>
internal sealed record ModelFailure(FailureStage Stage, string Message);
