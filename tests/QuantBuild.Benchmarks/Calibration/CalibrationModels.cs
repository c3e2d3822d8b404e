using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Benchmarks.Calibration;

/// <summary>Models that show one constant each.</summary>
internal static class CalibrationModels
{
    /// <summary>Channels that are whole blocks of 8, but not of 16.</summary>
    public static string Convolution(TestDirectory folder) =>
        Save(new ModelBuilder().Input("x", "1,3,16,16").Conv(3, 24).Conv(24, 24), folder, "convolution.onnx");

    private static string Save(ModelBuilder builder, TestDirectory folder, string name)
    {
        builder.Graph.Output.Add(ModelBuilder.ValueInfo(builder.Current, null, ElementType.Float32));
        return builder.Save(folder.File(name));
    }
}
