using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Rewrite.HalfPrecision;

/// <summary>A cast that another one takes back is gone, and so is one whose result only other casts take.</summary>
internal static class CastPairs
{
    /// <param name="graph">After casts were inserted.</param>
    /// <param name="inserted">Index of the first of those; narrowing there is taken for no loss.</param>
    public static bool Remove(RuntimeGraph graph, int inserted)
    {
        var changed = false;
        foreach (var cast in graph.Nodes)
        {
            changed |= cast.Is("Cast") && Remove(graph, cast, inserted);
        }

        return changed;
    }

    private static bool Remove(RuntimeGraph graph, RuntimeNode cast, int inserted)
    {
        var (input, output) = (cast.Inputs[0]!, cast.Out());
        if (output.Consumers.TrueForAll(consumer => !consumer.Is("Cast")))
        {
            return false;
        }

        var takers = output.Consumers.ToArray();
        var loses = Loses(cast, inserted);
        if (loses && Array.Exists(takers, next => next.Is("Cast") && Loses(next.Out().Facts.Type, next.Inputs[0]!.Facts.Type, next, inserted)))
        {
            return false;
        }

        var (casts, undone) = (0, false);
        foreach (var next in takers)
        {
            if (next.Is("Cast"))
            {
                casts++;
                if (!next.MakesGraphOutput() && next.Out().Facts.Type == input.Facts.Type)
                {
                    graph.Bypass(next, next.Out(), input);
                    undone = true;
                }
            }
        }

        if (casts == takers.Length && !output.IsGraphOutput)
        {
            graph.Bypass(cast, output, input);
            return true;
        }

        return undone;
    }

    private static bool Loses(RuntimeNode cast, int inserted) => Loses(cast.Inputs[0]!.Facts.Type, cast.Out().Facts.Type, cast, inserted);

    /// <summary>Not every element comes back as it was; a few that would are taken for lost too.</summary>
    private static bool Loses(ElementType from, ElementType to, RuntimeNode cast, int inserted)
    {
        var (source, target) = (Kind(from), Kind(to));
        if (source == 0 || target == 0 || (source is 'i' or 'f' && target == 'u') || (source == 'f' && target != 'f'))
        {
            return true;
        }

        if ((source == 'u' && target == 'i') || (source is 'i' or 'u' && target == 'f'))
        {
            return to.Bits() <= from.Bits();
        }

        return from.Bits() > to.Bits() && cast.Index < inserted;
    }

    private static char Kind(ElementType type) => type switch
    {
        ElementType.Bool => 'b',
        ElementType.Int8 or ElementType.Int16 or ElementType.Int32 or ElementType.Int64 => 'i',
        ElementType.UInt8 or ElementType.UInt16 or ElementType.UInt32 or ElementType.UInt64 => 'u',
        ElementType.Float16 or ElementType.BFloat16 or ElementType.Float32 or ElementType.Float64 => 'f',
        _ => '\0',
    };
}
