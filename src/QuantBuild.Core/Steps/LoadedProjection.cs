using QuantBuild.Execution.Measuring;
using QuantBuild.Memory;

namespace QuantBuild.Steps;

/// <summary>
/// A projection whose loading was measured in a child that did nothing else: every rule about weights drops out of it, and what
/// running adds above the loaded session is still computed.
/// </summary>
internal static class LoadedProjection
{
    public static ModelProjection Of(ModelProjection projected, ModelMeasurement measured)
    {
        var times = measured.Repeats == 1 ? "once" : $"{measured.Repeats} times";
        var loaded = MeasuredProjection.Band(measured.Loaded);
        return projected with
        {
            Source = ItemSource.Measured,
            ActivationsSource = ItemSource.Computed,
            Weights = loaded,
            WeightsWhy = $"resident once loaded, measured {times} in a process that only loads",
            LoadTransient = MeasuredProjection.Above(MeasuredProjection.Band(measured.LoadPeak), loaded),
        };
    }
}
