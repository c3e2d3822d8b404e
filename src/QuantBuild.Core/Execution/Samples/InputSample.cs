namespace QuantBuild.Execution.Samples;

/// <summary>Inputs of one run, as files.</summary>
/// <param name="Files">Absolute path by input.</param>
internal sealed record InputSample(IReadOnlyDictionary<string, string> Files);
