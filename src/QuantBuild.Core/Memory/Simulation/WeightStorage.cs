namespace QuantBuild.Memory.Simulation;

/// <summary>Where the elements of a constant are while a model is loaded.</summary>
internal enum WeightStorage
{
    /// <summary>It is no constant.</summary>
    None,

    /// <summary>In the model file, among its structure.</summary>
    Inline,

    /// <summary>In a data file beside the model, mapped.</summary>
    External,

    /// <summary>Computed from other constants while loading.</summary>
    Folded,
}
