using QuantBuild.Execution.Measuring;
using QuantBuild.Memory.Profiles;
using QuantBuild.Memory.Simulation;
using QuantBuild.Models;

namespace QuantBuild.Benchmarks.Calibration;

/// <summary>What running takes beside activations: a line over the operators that are executed, through the middle of what models measure above them.</summary>
internal static class RunCost
{
    /// <param name="models">Models of different numbers of operators.</param>
    /// <param name="replayed">Without any such cost; null where the model cannot be followed.</param>
    /// <param name="inUse">What the models do not show is left as it is.</param>
    public static SessionConstants Fit(IReadOnlyList<CalibrationModel> models, Func<CalibrationModel, SimulatedSession?> replayed, SessionConstants inUse)
    {
        var rests = models.Select(model => Rest(model.Fixed, replayed(model))).OfType<(double Operators, double First, double Later)>().ToList();
        if (MiddleLine.Through(rests.ConvertAll(rest => (rest.Operators, rest.Later))) is not { } line)
        {
            return inUse;
        }

        var first = MiddleLine.Median(rests.Select(rest => rest.First - line.Slope * rest.Operators))!.Value;
        return inUse with { FirstRunMegabytes = Math.Round(first, 1), LaterRunMegabytes = Math.Round(line.Start, 1), OperatorMegabytes = Math.Round(line.Slope, 3) };
    }

    private static (double Operators, double First, double Later)? Rest(ModelMeasurement measured, SimulatedSession? replayed) => replayed is null ? null :
    (
        replayed.Graph.DistinctOperators(),
        Above(measured.FirstRunPeak, measured.Loaded) - (replayed.FirstRun.Expected - replayed.AfterLoad.Expected).Megabytes,
        Above(measured.SteadyPeak, measured.Loaded) - (replayed.Steady.Expected - replayed.AfterLoad.Expected).Megabytes);

    private static double Above(MeasuredRange? peak, MeasuredRange loaded) => peak!.Value.Median.Megabytes - loaded.Median.Megabytes;
}
