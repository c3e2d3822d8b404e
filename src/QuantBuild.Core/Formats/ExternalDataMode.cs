namespace QuantBuild.Formats;

/// <summary>Where the large tensors of an artifact are stored.</summary>
internal enum ExternalDataMode
{
    /// <summary>As in the source; beside the model where one file cannot hold them.</summary>
    Auto,

    /// <summary>In the model file.</summary>
    Never,

    /// <summary>In one file beside the model.</summary>
    Always,
}
