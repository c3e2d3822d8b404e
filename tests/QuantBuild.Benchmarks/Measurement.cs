using QuantBuild.Models;

namespace QuantBuild.Benchmarks;

/// <summary>What came of measuring a model.</summary>
/// <param name="Peak">Null where it does not run.</param>
internal sealed record Measurement(MeasuredRange? Peak);
