namespace QuantBuild.Memory;

/// <summary>What a process has before its first session, as a profile measured it on a typical one.</summary>
/// <param name="Size">Resident bytes.</param>
/// <param name="Why">What was measured, in words.</param>
internal sealed record BaseMemory(MemoryBand Size, string Why);
