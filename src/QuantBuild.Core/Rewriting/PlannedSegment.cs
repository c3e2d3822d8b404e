using QuantBuild.Rewriting.Kernels;

namespace QuantBuild.Rewriting;

/// <summary>One stretch of the output with its source at hand.</summary>
/// <param name="Start">First byte in the output.</param>
/// <param name="End">One after the last.</param>
/// <param name="Source">The bytes before any conversion.</param>
/// <param name="Kernel">The conversion; null copies.</param>
/// <param name="Tensor">Index in <see cref="RewritePlan.Tensors"/> where the segment is converted.</param>
internal sealed record PlannedSegment(long Start, long End, PayloadSource Source, ElementKernel? Kernel, int Tensor);
