namespace QuantBuild.Schemes.Mixed;

/// <summary>
/// Finds the nodes whose rounding shows. Noise of independent sources adds up: each part of the model is measured alone in float16, and the
/// quietest stay so, as many as together keep the worst output near what rounded weights alone leave.
/// </summary>
/// <param name="nodes">Of the model.</param>
/// <param name="worst">
/// Runs an artifact with these nodes in float32, and with every tensor rounded or only the large ones; the worst output in decibels, null where
/// that cannot be told.
/// </param>
internal sealed class NoiseSearch(int nodes, Func<IReadOnlyList<NodeSpan>, bool, double?> worst)
{
    /// <summary>What computing in float16 may cost, in decibels.</summary>
    public const double Allowance = 0.9;

    /// <summary>Each costs a run.</summary>
    private const int Parts = 8;

    private readonly NodeSpan[] _all = [new(0, nodes)];
    private double _ceiling;
    private int _runs;

    /// <summary>Null where a run did not tell.</summary>
    public ObservedNoise? Find()
    {
        if (Run(_all, roundsAll: true) is not { } ceiling || Run([], roundsAll: false) is not { } free)
        {
            return null;
        }

        _ceiling = ceiling;
        if (IsNear(free))
        {
            return Found([], false, free);
        }

        // Errors of few numbers may cancel each other: then small tensors in their own precision make an output worse.
        return Run(_all, roundsAll: false) is not { } exact ? null
            : IsNear(exact) ? Find(exact, roundsAll: false)
            : Find(ceiling, roundsAll: true);
    }

    private ObservedNoise? Find(double floor, bool roundsAll)
    {
        var parts = Split();
        var loudness = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (Run([.. parts.Where((_, part) => part != i)], roundsAll) is not { } alone)
            {
                return null;
            }

            loudness[i] = Math.Max(0, Power(alone) - Power(floor));
        }

        NodeSpan[] loudestFirst = [.. parts.Zip(loudness).OrderByDescending(pair => pair.Second).Select(pair => pair.First)];

        // Sums of noise are an estimate, which says where to begin; what counts is the run.
        for (var kept = Estimate(loudness, floor); kept < parts.Length; kept++)
        {
            NodeSpan[] float32 = [.. loudestFirst.Take(kept).OrderBy(part => part.First)];
            if (Run(float32, roundsAll) is not { } sqnr)
            {
                return null;
            }

            if (IsNear(sqnr))
            {
                return Found(float32, roundsAll, sqnr);
            }
        }

        return Found(_all, roundsAll, floor);
    }

    /// <summary>How many of the loudest parts have to be float32; not fewer than one, for none is not enough.</summary>
    private int Estimate(double[] loudness, double floor)
    {
        var quietestFirst = loudness.Order().ToList();
        var kept = 1;
        while (kept < quietestFirst.Count && !IsNear(Decibels(Power(floor) + quietestFirst.SkipLast(kept).Sum())))
        {
            kept++;
        }

        return kept;
    }

    private double? Run(IReadOnlyList<NodeSpan> float32, bool roundsAll)
    {
        _runs++;
        return worst(float32, roundsAll);
    }

    private ObservedNoise Found(IReadOnlyList<NodeSpan> float32, bool roundsAll, double sqnr) =>
        new() { Float32 = float32, RoundsAll = roundsAll, SqnrDb = sqnr, CeilingDb = _ceiling, Runs = _runs };

    private NodeSpan[] Split()
    {
        var count = Math.Min(Parts, nodes);
        return [.. Enumerable.Range(0, count).Select(i => (First: i * nodes / count, End: (i + 1) * nodes / count)).Select(part => new NodeSpan(part.First, part.End - part.First))];
    }

    private bool IsNear(double sqnr) => sqnr >= _ceiling - Allowance;

    /// <summary>Of the noise, the signal being 1.</summary>
    private static double Power(double decibels) => Math.Pow(10, -decibels / 10);

    private static double Decibels(double power) => -10 * Math.Log10(power);
}
