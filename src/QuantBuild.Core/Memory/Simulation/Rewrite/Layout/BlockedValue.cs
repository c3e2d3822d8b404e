namespace QuantBuild.Memory.Simulation.Rewrite.Layout;

/// <summary>A value that is kept in blocks of channels now.</summary>
/// <param name="Node">The node that makes it.</param>
/// <param name="Value">In blocks.</param>
/// <param name="Uses">Nodes that took the plain value when it was made, and one more where the graph takes it.</param>
/// <param name="Channels">Without the padding of the last block.</param>
/// <param name="Trace">Where its extents come from.</param>
internal sealed record BlockedValue(RuntimeNode Node, RuntimeValue Value, int Uses, long Channels, ShapeTrace Trace);
