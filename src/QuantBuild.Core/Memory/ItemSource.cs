namespace QuantBuild.Memory;

/// <summary>Where an item's figure comes from.</summary>
internal enum ItemSource
{
    Computed,
    Declared,
    Assumed,
    Measured,
}
