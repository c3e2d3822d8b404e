namespace QuantBuild.Memory;

/// <summary>Bytes of activations that are alive over the steps of a model's first run, in as few points as a picture needs.</summary>
/// <param name="Steps">Nodes that run.</param>
/// <param name="Points">In order of execution; each is the highest of the steps it stands for.</param>
/// <param name="Living">What is alive at the highest of all, largest first.</param>
internal sealed record MemoryCurve(int Steps, IReadOnlyList<CurvePoint> Points, IReadOnlyList<LivingBuffer> Living)
{
    public CurvePoint Peak => Points.MaxBy(point => point.Bytes)!;
}
