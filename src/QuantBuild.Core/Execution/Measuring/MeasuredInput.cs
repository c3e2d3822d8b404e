using QuantBuild.Models;

namespace QuantBuild.Execution.Measuring;

/// <summary>An input that is made before the model is loaded.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Extents.</param>
/// <param name="Range">Number of legal values, from 0, where it looks something up.</param>
internal sealed record MeasuredInput(string Name, ElementType Type, TensorShape Shape, long? Range);
