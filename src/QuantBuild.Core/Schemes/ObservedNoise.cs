namespace QuantBuild.Schemes;

/// <summary>What float16 computation costs beside float16 weights alone, measured on artifacts.</summary>
internal sealed record ObservedNoise
{
    /// <summary>Nodes whose rounding shows in the outputs: they stay float32.</summary>
    public IReadOnlyList<NodeSpan> Float32 { get; init; } = [];

    /// <summary>The smallest tensors are rounded too, although keeping them would cost next to nothing: the outputs are nearer so.</summary>
    public bool RoundsAll { get; init; }

    /// <summary>The worst output with them in float32, in decibels; infinite where nothing is lost.</summary>
    public double SqnrDb { get; init; }

    /// <summary>The worst output where all nodes are, and only the weights are rounded, all of them.</summary>
    public double CeilingDb { get; init; }

    /// <summary>Artifacts that were run.</summary>
    public int Runs { get; init; }

    /// <summary>Why nothing is known; null where it is.</summary>
    public string? NotMeasured { get; init; }
}
