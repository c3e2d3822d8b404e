namespace QuantBuild.Memory.Shapes;

/// <summary>One extent as a runtime knows it when a model is loaded: a number, a symbol that stands for one, or nothing.</summary>
internal readonly record struct Dimension
{
    public static readonly Dimension Unknown;

    private Dimension(long? extent, string? symbol) => (Extent, Symbol) = (extent, symbol);

    /// <summary>The number; null where it is a symbol or nothing.</summary>
    public long? Extent { get; }

    /// <summary><c>batch</c>; equal symbols stand for equal numbers.</summary>
    public string? Symbol { get; }

    public bool IsUnknown => Extent is null && Symbol is null;

    public static Dimension Of(long extent) => new(extent, null);

    public static Dimension Named(string symbol) => symbol.Length == 0 ? Unknown : new(null, symbol);

    /// <summary>Both are known to be the same number; two unknown extents are not.</summary>
    public bool SameAs(Dimension other) => !IsUnknown && this == other;

    public override string ToString() => Extent?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? Symbol ?? "?";
}
