namespace QuantBuild.Memory;

/// <summary>Idle items count between requests and at the peak; peak items only at the peak.</summary>
internal enum Phase
{
    Idle,
    Peak,
}
