namespace QuantBuild.Policy;

/// <summary>A person's word about one model.</summary>
internal enum ModelMode
{
    /// <summary>The rules decide.</summary>
    Auto,

    /// <summary>Quantize whatever the rules say.</summary>
    Always,

    /// <summary>Ship the original whatever the rules say.</summary>
    Never,

    /// <summary>Say what would be done, ship the original.</summary>
    Check,
}
