using QuantBuild.Execution.Measuring;
using QuantBuild.Models;

namespace QuantBuild.Benchmarks.Calibration;

/// <summary>One model as it was measured.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Shapes">Of its inputs.</param>
/// <param name="Fixed">With the fixed threshold.</param>
/// <param name="Default">As it is.</param>
internal sealed record CalibrationModel(string Path, InputShapes Shapes, ModelMeasurement Fixed, ModelMeasurement Default);
