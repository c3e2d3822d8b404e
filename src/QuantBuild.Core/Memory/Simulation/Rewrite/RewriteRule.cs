namespace QuantBuild.Memory.Simulation.Rewrite;

/// <summary>A small rewriting that starts from one node.</summary>
/// <returns>Whether anything changed.</returns>
internal delegate bool RewriteRule(RuntimeGraph graph, RuntimeNode node);
