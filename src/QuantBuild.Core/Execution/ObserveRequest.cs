using QuantBuild.Execution.Samples;
using QuantBuild.Models;

namespace QuantBuild.Execution;

/// <summary>Looks at every stored float32 tensor, runs the model once or once a sample, and looks at every float32 value its nodes give.</summary>
/// <param name="Model">Absolute path.</param>
/// <param name="Seed">Same seed, same inputs.</param>
internal sealed record ObserveRequest(string Model, long Seed = 1)
{
    /// <summary>Extents of the inputs; those that remain open are 1.</summary>
    public InputShapes Shapes { get; init; } = InputShapes.None;

    /// <summary>Inputs of one run each; without any they are made up.</summary>
    public IReadOnlyList<InputSample> Samples { get; init; } = [];
}
