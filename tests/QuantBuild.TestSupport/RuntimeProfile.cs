using System.Globalization;
using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using QuantBuild.Execution;
using QuantBuild.Models;

namespace QuantBuild.TestSupport;

/// <summary>What ONNX Runtime itself executed: the nodes of one run, in order, from its own profile.</summary>
internal static class RuntimeProfile
{
    private const string KernelTime = "_kernel_time";

    /// <summary>Operator and output shapes of every node: <c>Conv 1x16x28x28</c>.</summary>
    public static IReadOnlyList<string> Of(string model, InputShapes shapes, OptimizationLevel level, string folder) =>
        [.. Nodes(model, shapes, level, folder).Select(node => node.ToString())];

    public static IReadOnlyList<ProfiledNode> Nodes(string model, InputShapes shapes, OptimizationLevel level, string folder)
    {
        using var options = new SessionOptions
        {
            GraphOptimizationLevel = level switch
            {
                OptimizationLevel.Basic => GraphOptimizationLevel.ORT_ENABLE_BASIC,
                OptimizationLevel.Extended => GraphOptimizationLevel.ORT_ENABLE_EXTENDED,
                _ => GraphOptimizationLevel.ORT_ENABLE_ALL,
            },
            ProfileOutputPathPrefix = Path.Combine(folder, "profile"), // is read as profiling is switched on
            EnableProfiling = true,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        using var session = new InferenceSession(model, options);
        Run(session, shapes);
        using var profile = JsonDocument.Parse(File.ReadAllBytes(session.EndProfiling()));
        return [.. profile.RootElement.EnumerateArray()
            .Where(entry => entry.GetProperty("cat").GetString() == "Node" && entry.GetProperty("name").GetString()!.EndsWith(KernelTime, StringComparison.Ordinal))
            .Select(entry => Node(entry.GetProperty("name").GetString()!, entry.GetProperty("args")))];
    }

    private static void Run(InferenceSession session, InputShapes shapes)
    {
        var inputs = session.InputMetadata.ToDictionary(input => input.Key, input =>
        {
            long[] extents = shapes.Of(input.Key) is { } given
                ? [.. given.Dimensions]
                : [.. input.Value.Dimensions.Select(extent => extent < 0 ? 1L : extent)];
            var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, input.Value.ElementDataType, extents);
            value.GetTensorMutableRawData().Clear();
            return value;
        });
        using var options = new RunOptions();
        session.Run(options, inputs, session.OutputNames).Dispose();
        foreach (var input in inputs.Values)
        {
            input.Dispose();
        }
    }

    private static ProfiledNode Node(string name, JsonElement args) => new(
        name[..^KernelTime.Length],
        args.GetProperty("op_name").GetString()!,
        Shapes(args),
        Bytes(args, "mem_bytes_in_use"),
        Bytes(args, "mem_in_use_peak"));

    private static long? Bytes(JsonElement args, string name) =>
        args.TryGetProperty(name, out var value) ? long.Parse(value.GetString()!, CultureInfo.InvariantCulture) : null;

    private static string Shapes(JsonElement args) => string.Join(';',
        args.GetProperty("output_type_shape").EnumerateArray().Select(output => string.Join('x', output.EnumerateObject().First().Value.EnumerateArray())));
}
