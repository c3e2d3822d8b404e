using System.IO.Hashing;
using System.Text;
using QuantBuild.Models;

namespace QuantBuild.Execution;

/// <summary>The made-up elements of one input: a sequence that depends on nothing but the seed, the input's name and its element type.</summary>
internal sealed class SyntheticValues(string input, ElementType type, long seed)
{
    // SplitMix64, https://doi.org/10.1145/2714064.2660195: every state gives a well-mixed value.
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong _state = XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(input), seed);

    private bool _started;

    public void Next(Span<double> values)
    {
        foreach (ref var value in values)
        {
            value = ToRange(NextBits());
        }

        if (!_started && values.Length > 0)
        {
            _started = true;
            values[0] = First(values[0]);
        }
    }

    /// <summary>Floating point in [-1, 1); bytes and 16-bit integers as pixels are; wider integers 0 or 1, legal in the smallest vocabulary.</summary>
    private double ToRange(ulong bits) => type switch
    {
        ElementType.Int8 => (sbyte)(bits >> 56),
        ElementType.UInt8 or ElementType.Int16 or ElementType.UInt16 => bits >> 56,
        _ when type.IsFloatingPoint() => (bits >> 40) / (double)(1 << 23) - 1,
        _ => bits >> 63,
    };

    /// <summary>An attention mask of one element must not hide everything.</summary>
    private double First(double value) =>
        type is ElementType.Int32 or ElementType.Int64 or ElementType.UInt32 or ElementType.UInt64 or ElementType.Bool ? 1 : value;

    private ulong NextBits()
    {
        _state += Step;
        var bits = _state;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
