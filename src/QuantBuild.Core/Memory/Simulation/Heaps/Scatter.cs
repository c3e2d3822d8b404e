namespace QuantBuild.Memory.Simulation.Heaps;

/// <summary>Where small live blocks lie between all others, so that neighbouring holes never merge.</summary>
internal enum Scatter
{
    Nowhere,

    /// <summary>Among what is allocated while a model is parsed: names and shapes come between its tensors. What later passes allocate lies together.</summary>
    Parsed,

    /// <summary>The most that luck can cost.</summary>
    Everywhere,
}
