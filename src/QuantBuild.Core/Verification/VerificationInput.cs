using QuantBuild.Execution.Samples;
using QuantBuild.Models;

namespace QuantBuild.Verification;

/// <summary>What is to be verified, and with how much memory.</summary>
internal sealed record VerificationInput
{
    /// <summary>Absolute path of the source.</summary>
    public required string Original { get; init; }

    /// <summary>Absolute path of what was written, before it is put in place.</summary>
    public required string Artifact { get; init; }

    /// <summary>Bytes of both, with external data.</summary>
    public required ByteSize ModelBytes { get; init; }

    /// <summary>What the child may use: usually what <see cref="Execution.MemoryAtHand"/> measures.</summary>
    public required ByteSize MemoryAtHand { get; init; }

    /// <summary>Extents of the inputs; those that remain open are 1.</summary>
    public InputShapes Shapes { get; init; } = InputShapes.None;

    /// <summary>Inputs to run both on; without any they are made up.</summary>
    public IReadOnlyList<InputSample> Samples { get; init; } = [];

    /// <summary>Outputs that random numbers go into.</summary>
    public IReadOnlyList<string> RandomOutputs { get; init; } = [];

    /// <summary><c>samples</c> or <c>synthetic</c>, as reports say.</summary>
    public string Inputs => Samples.Count > 0 ? "samples" : "synthetic";

    /// <summary>The artifact is loaded as applications load by default too; a trial that is thrown away need not be.</summary>
    public bool AsApplicationsLoad { get; init; } = true;

    public VerificationGate Gate { get; init; } = new();

    public VerificationWords Words { get; init; } = VerificationWords.OfArtifact;
}
