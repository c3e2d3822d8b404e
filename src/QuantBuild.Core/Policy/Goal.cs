namespace QuantBuild.Policy;

/// <summary>What an artifact is made for.</summary>
internal enum Goal
{
    None,

    /// <summary>Smaller than the original.</summary>
    SmallerFile,

    /// <summary>At most <see cref="PolicySettings.RequireAbove"/>.</summary>
    RequiredFile,

    /// <summary>Brings its process under the budget.</summary>
    Peak,
}
