using QuantBuild.Models;

namespace QuantBuild.Policy;

/// <summary>A declared process.</summary>
internal sealed record PolicyProcess(string Name, ByteSize? Budget);
