using System.Collections.Immutable;
using QuantBuild.Models;

namespace QuantBuild.Memory.Shapes.Rules;

/// <summary>Functions of single elements by operator; null where an operator has none for that kind of element.</summary>
internal static class ElementFunctions
{
    public static (Func<long, long?>? Integers, Func<double, double>? Reals) Unary(string name) => name switch
    {
        "Relu" => (x => Math.Max(x, 0), x => Math.Max(x, 0)),
        "Neg" => (x => x == long.MinValue ? null : -x, x => -x),
        "Abs" => (x => x == long.MinValue ? null : Math.Abs(x), Math.Abs),
        "Sign" => (x => Math.Sign(x), x => double.IsNaN(x) ? x : Math.Sign(x)),
        "Floor" => (null, Math.Floor),
        "Ceil" => (null, Math.Ceiling),
        "Round" => (null, x => Math.Round(x, MidpointRounding.ToEven)),
        "Sqrt" => (null, Math.Sqrt),
        "Reciprocal" => (null, x => 1 / x),
        _ => (null, null),
    };

    public static (Func<long, long, long?>? Integers, Func<double, double, double>? Reals) Binary(string name, bool truncated) => name switch
    {
        "Add" or "Sum" => ((x, y) => Number((Int128)x + y), (x, y) => x + y),
        "Sub" => ((x, y) => Number((Int128)x - y), (x, y) => x - y),
        "Mul" => ((x, y) => Number((Int128)x * y), (x, y) => x * y),
        "Div" => ((x, y) => y == 0 ? null : Number((Int128)x / y), (x, y) => x / y),
        "Mod" => ((x, y) => y == 0 ? null : Modulo(x, y, truncated), truncated ? (x, y) => x % y : null),
        "Pow" => (Power, Math.Pow),
        "Min" => ((x, y) => Math.Min(x, y), Math.Min),
        "Max" => ((x, y) => Math.Max(x, y), Math.Max),
        _ => (null, null),
    };

    public static (Func<long, long, bool> Integers, Func<double, double, bool> Reals) Comparison(string name) => name switch
    {
        "Equal" => ((x, y) => x == y, (x, y) => x == y),
        "Less" => ((x, y) => x < y, (x, y) => x < y),
        "LessOrEqual" => ((x, y) => x <= y, (x, y) => x <= y),
        "Greater" => ((x, y) => x > y, (x, y) => x > y),
        "GreaterOrEqual" => ((x, y) => x >= y, (x, y) => x >= y),
        "And" => ((x, y) => x != 0 && y != 0, (x, y) => x != 0 && y != 0),
        "Or" => ((x, y) => x != 0 || y != 0, (x, y) => x != 0 || y != 0),
        _ => ((x, y) => x != 0 != (y != 0), (x, y) => x != 0 != (y != 0)),
    };

    public static SmallTensor? Cast(SmallTensor value, ElementType type)
    {
        if (type.IsFloatingPoint())
        {
            IEnumerable<double> elements = value.Reals.IsEmpty ? value.Integers.Select(element => (double)element) : value.Reals;
            return new([], [.. elements.Select(element => SmallMath.Round(element, type))]);
        }

        if (type.Bits() == 0 || type is ElementType.Complex64 or ElementType.Complex128)
        {
            return null;
        }

        ImmutableArray<long> integers = value.Reals.IsEmpty ? value.Integers : [.. value.Reals.Select(element => Integer(element, type))];
        return new([.. integers.Select(element => Narrow(element, type))], []);
    }

    /// <summary>Towards zero; anything but zero is true.</summary>
    private static long Integer(double element, ElementType type) =>
        type == ElementType.Bool ? element != 0 ? 1 : 0 : double.IsNaN(element) ? 0 : (long)element;

    private static long Narrow(long element, ElementType type) => type switch
    {
        ElementType.Bool => element != 0 ? 1 : 0,
        ElementType.Int8 => unchecked((sbyte)element),
        ElementType.UInt8 => unchecked((byte)element),
        ElementType.Int16 => unchecked((short)element),
        ElementType.UInt16 => unchecked((ushort)element),
        ElementType.Int32 => unchecked((int)element),
        ElementType.UInt32 => unchecked((uint)element),
        _ => element,
    };

    private static long? Modulo(long x, long y, bool truncated)
    {
        if (y == -1)
        {
            return 0;
        }

        var remainder = x % y;
        return truncated || remainder == 0 || remainder < 0 == y < 0 ? remainder : remainder + y;
    }

    private static long? Power(long x, long y)
    {
        var power = Math.Pow(x, y);
        return Math.Abs(power) < 1L << 53 ? (long)power : null;
    }

    private static long? Number(Int128 value) => value >= long.MinValue && value <= long.MaxValue ? (long)value : null;
}
