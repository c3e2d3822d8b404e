namespace QuantBuild.Memory.Simulation;

/// <summary>Why the runtime made a constant anew while loading.</summary>
internal enum WeightChangeKind
{
    /// <summary>A following scale or normalisation was multiplied into it: Conv + BatchNormalization.</summary>
    Scaled,

    /// <summary>A half-precision weight became float32, because no kernel takes halves.</summary>
    Widened,

    /// <summary>A Conv weight was laid out in blocks of channels.</summary>
    Blocked,

    /// <summary>A node all of whose inputs are constant was computed.</summary>
    Computed,
}
