using QuantBuild.Models;

namespace QuantBuild.Memory;

/// <summary>A buffer that is alive at the peak.</summary>
/// <param name="Value">Name of the value it was made for.</param>
/// <param name="Shape">Its extents, in words.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record LivingBuffer(string Value, string Shape, ByteSize Bytes);
