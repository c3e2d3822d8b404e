using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Loading;

/// <summary>What a session's weights do to the process while it is created.</summary>
/// <param name="Peak">The most that is resident during it.</param>
/// <param name="After">What stays in the heap.</param>
/// <param name="MappedReads">Pages of data files that kernels read during the first run, and that stay.</param>
/// <param name="MostMappedReads">The same where the page cache holds the files in its largest pieces.</param>
/// <param name="Widened">Bytes of float32 tensors that were made of halves.</param>
internal readonly record struct LoadFigures(ByteSize Peak, ByteSize After, ByteSize MappedReads, ByteSize MostMappedReads, ByteSize Widened);
