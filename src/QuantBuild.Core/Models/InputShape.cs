namespace QuantBuild.Models;

/// <summary>Extents that a person gives one input of a model.</summary>
internal sealed record InputShape(string Name, TensorShape Shape);
