namespace QuantBuild.Memory.Simulation.Rewrite;

/// <summary>One of the runtime's rewritings.</summary>
/// <param name="graph">Changed in place.</param>
/// <param name="options">The session and the machine.</param>
/// <returns>Whether anything changed.</returns>
internal delegate bool RewritePass(RuntimeGraph graph, SimulationOptions options);
