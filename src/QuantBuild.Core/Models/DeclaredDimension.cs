using System.Globalization;

namespace QuantBuild.Models;

/// <summary>One extent of an input as the model's file gives it.</summary>
/// <param name="Extent">The number; null where it is open.</param>
/// <param name="Symbol">What the model calls it; equal names stand for equal numbers. Null where it has no name.</param>
internal readonly record struct DeclaredDimension(long? Extent, string? Symbol = null)
{
    public override string ToString() => Extent?.ToString(CultureInfo.InvariantCulture) ?? Symbol ?? "?";
}
