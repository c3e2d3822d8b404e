namespace QuantBuild.Memory;

/// <summary>The runtime profiles.</summary>
internal static class RuntimeProfiles
{
    public static readonly IReadOnlyList<IRuntimeProfile> All = [new BySizeProfile(), new OnnxRuntimeCpuProfile()];

    /// <summary>Names the surface knows; those without an entry in <see cref="All"/> are not available yet.</summary>
    public static readonly IReadOnlyList<string> Names = ["by-size", "onnxruntime-cpu", "tflite", "tensorflow"];

    public static IRuntimeProfile? Find(string name) => All.FirstOrDefault(profile => profile.Name == name);
}
