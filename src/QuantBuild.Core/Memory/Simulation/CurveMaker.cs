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

        var points = new CurvePoint[Math.Min(steps, MostPoints)];
        for (var point = 0; point < points.Length; point++)
        {
            points[point] = Highest(plan, trace, First(point, points.Length, steps), First(point + 1, points.Length, steps));
        }

        return new MemoryCurve(steps, points, [.. Living(plan, trace.PeakStep)]);
    }

    private static int First(int point, int points, int steps) => (int)((long)point * steps / points);

    private static CurvePoint Highest(BufferPlan plan, RunTrace trace, int from, int before)
    {
        var highest = from;
        for (var step = from + 1; step < before; step++)
        {
            highest = trace.WithScratch[step] > trace.WithScratch[highest] ? step : highest;
        }

        return new CurvePoint(highest, NameOf(plan.Order[highest]), trace.WithScratch[highest]);
    }

    private static IEnumerable<LivingBuffer> Living(BufferPlan plan, int step) => plan.Buffers
        .Where(buffer => buffer.AllocatedAt <= step && (buffer.IsOutput || buffer.LastRead is null || buffer.LastRead >= step))
        .Select(buffer => Living(buffer.First, buffer.Size))
        .Concat(plan.CopiedOutputs.Select(constant => Living(constant, constant.Bytes ?? ByteSize.Zero)))
        .OrderByDescending(living => living.Bytes.Bytes)
        .Take(MostLiving);

    private static LivingBuffer Living(RuntimeValue value, ByteSize size) => new(value.Name, value.Facts.Concrete?.ToString() ?? "?", size);

    private static string NameOf(RuntimeNode node)
    {
        var name = node.Proto.Name.Length > 0 ? node.Proto.Name : node.Outputs.OfType<RuntimeValue>().FirstOrDefault()?.Name ?? string.Empty;
        return $"{node.Operator} {name}".TrimEnd();
    }
}
