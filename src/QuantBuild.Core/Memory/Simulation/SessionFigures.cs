using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation;

/// <summary>What one session adds to its process, at the times that matter.</summary>
/// <param name="LoadPeak">The most while it is created.</param>
/// <param name="AfterLoad">When it is ready.</param>
/// <param name="FirstRun">The most during the first run.</param>
/// <param name="Steady">The most during later runs with the same shapes.</param>
internal readonly record struct SessionFigures(ByteSize LoadPeak, ByteSize AfterLoad, ByteSize FirstRun, ByteSize Steady);
