using QuantBuild.Memory.Simulation.Buffers;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation;

/// <summary>Makes the curve of a run out of its trace.</summary>
internal static class CurveMaker
{
    private const int MostPoints = 240;
    private const int MostLiving = 5;

    /// <returns>Null for a model without nodes.</returns>
    public static MemoryCurve? Of(BufferPlan plan, RunTrace trace)
    {
        var steps = plan.Order.Count;
        if (steps == 0)
        {
            return null;
        }

        var points = Math.Min(steps, MostPoints);
        return new MemoryCurve(
            steps,
            [.. Enumerable.Range(0, points).Select(point => Highest(plan, trace, First(point, points, steps), First(point + 1, points, steps)))],
            [.. Living(plan, trace.PeakStep)]);
    }

    private static int First(int point, int points, int steps) => (int)((long)point * steps / points);

    private static CurvePoint Highest(BufferPlan plan, RunTrace trace, int from, int before)
    {
        var step = Enumerable.Range(from, before - from).MaxBy(step => trace.WithScratch[step]);
        return new CurvePoint(step, NameOf(plan.Order[step]), trace.WithScratch[step]);
    }

    private static IEnumerable<LivingBuffer> Living(BufferPlan plan, int step) => plan.Buffers
        .Where(buffer => buffer.AllocatedAt <= step && (buffer.IsOutput || buffer.LastRead is null || buffer.LastRead >= step))
        .Select(buffer => Living(buffer.First, buffer.Size))
        .Concat(plan.CopiedOutputs.Select(constant => Living(constant, constant.Bytes ?? ByteSize.Zero)))
        .OrderByDescending(living => living.Bytes)
        .Take(MostLiving);

    private static LivingBuffer Living(RuntimeValue value, ByteSize size) => new(value.Name, value.Facts.Concrete?.ToString() ?? "?", size);

    private static string NameOf(RuntimeNode node)
    {
        var name = node.Proto.Name.Length > 0 ? node.Proto.Name : node.Outputs.OfType<RuntimeValue>().FirstOrDefault()?.Name ?? string.Empty;
        return $"{node.Operator} {name}".TrimEnd();
    }
}
