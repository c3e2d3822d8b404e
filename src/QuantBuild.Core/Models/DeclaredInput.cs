using System.Collections.Immutable;

namespace QuantBuild.Models;

/// <summary>An input that a caller has to give, as the model's file declares it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Element type; undefined where it is no tensor.</param>
/// <param name="Dimensions">Its extents; null where not even their number is declared.</param>
internal sealed record DeclaredInput(string Name, ElementType Type, ImmutableArray<DeclaredDimension>? Dimensions)
{
    /// <summary>Every extent is a number.</summary>
    public bool IsFixed => Dimensions is { } dimensions && dimensions.All(dimension => dimension.Extent is not null);

    /// <summary><c>input: N×3×224×224</c>.</summary>
    public override string ToString() => Dimensions switch
    {
        null => $"{Name}: any shape",
        { Length: 0 } => $"{Name}: scalar",
        { } dimensions => $"{Name}: {string.Join('×', dimensions)}",
    };
}
