namespace QuantBuild.Memory.Shapes;

/// <summary>Says of a node's outputs what follows from its inputs; written once, asked with the run's shapes and with those known at load.</summary>
internal delegate void ShapeRule(NodeView node);
