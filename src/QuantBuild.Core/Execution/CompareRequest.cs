using QuantBuild.Execution.Samples;
using QuantBuild.Models;

namespace QuantBuild.Execution;

/// <summary>Runs two models on equal inputs, one after the other, and compares their outputs.</summary>
/// <param name="Original">Absolute path of the reference.</param>
/// <param name="Artifact">Absolute path of what was made of it.</param>
/// <param name="Level">How far both graphs are optimised.</param>
/// <param name="Seed">Same seed, same inputs.</param>
internal sealed record CompareRequest(string Original, string Artifact, OptimizationLevel Level = OptimizationLevel.Basic, long Seed = 1)
{
    /// <summary>Extents of the inputs; those that remain open are 1.</summary>
    public InputShapes Shapes { get; init; } = InputShapes.None;

    /// <summary>The artifact is loaded as applications load by default too, where more is fused than <see cref="Level"/> does.</summary>
    public bool AsApplicationsLoad { get; init; }

    /// <summary>Inputs of one run each; without any they are made up.</summary>
    public IReadOnlyList<InputSample> Samples { get; init; } = [];
}
