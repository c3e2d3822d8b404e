namespace QuantBuild.Policy;

/// <summary>Where the application runs.</summary>
internal enum Device
{
    Server,
    Desktop,
    Mobile,
    Edge,
}
