using Microsoft.Build.Logging.StructuredLogger;

namespace QuantBuild.Benchmarks;

/// <summary>What a binary log says about the package's targets.</summary>
/// <param name="Milliseconds">Of all of them together.</param>
/// <param name="Processes">How often they started the tool.</param>
internal readonly record struct TargetTimes(double Milliseconds, int Processes)
{
    public static TargetTimes Read(string log)
    {
        var targets = BinaryLog.ReadBuild(log).FindChildrenRecursive<Target>(target =>
            target.Name == "QuantizeModels" || target.Name.StartsWith("_QuantBuild", StringComparison.Ordinal));
        return new(targets.Sum(target => target.Duration.TotalMilliseconds),
            targets.Sum(target => target.FindChildrenRecursive<Microsoft.Build.Logging.StructuredLogger.Task>(task => task.Name == "RunQuantization").Count));
    }
}
