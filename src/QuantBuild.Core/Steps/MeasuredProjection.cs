using QuantBuild.Execution;
using QuantBuild.Execution.Measuring;
using QuantBuild.Memory;
using QuantBuild.Models;

namespace QuantBuild.Steps;

/// <summary>What was measured, in the form of a projection: its band is the range over the repeats.</summary>
internal static class MeasuredProjection
{
    public static ModelProjection Of(ModelProjection projected, ModelMeasurement measured)
    {
        var loaded = Band(measured.Loaded);
        var run = MemoryBand.Max(Band(measured.FirstRunPeak ?? measured.Loaded), Band(measured.SteadyPeak ?? measured.Loaded));
        var repeats = measured.Repeats == 1 ? "once" : $"{measured.Repeats} times";
        return projected with
        {
            Source = ItemSource.Measured,
            ActivationsSource = ItemSource.Measured,
            Doubts = [],
            Weights = loaded,
            WeightsWhy = $"resident once loaded, measured {repeats}",
            LoadTransient = Above(Band(measured.LoadPeak), loaded),
            Activations = Above(run, loaded),
            ActivationsWhy = $"highest of {measured.Runs} runs, measured {repeats}",
            LowerBound = measured.UnsetDimensions.Count > 0,
            LowerBoundReason = measured.UnsetDimensions.Count == 0 ? null
                : $"measured with dimensions set to 1 ({UnsetDimension.Names(measured.UnsetDimensions)}); give their extents in Shapes",
        };
    }

    public static MemoryBand Band(MeasuredRange range) => new(range.Min, range.Median, range.Max);

    public static MemoryBand Above(MemoryBand peak, MemoryBand loaded) =>
        new(Above(peak.Low, loaded.Low), Above(peak.Expected, loaded.Expected), Above(peak.High, loaded.High));

    private static ByteSize Above(ByteSize peak, ByteSize loaded) => peak > loaded ? peak - loaded : ByteSize.Zero;
}
