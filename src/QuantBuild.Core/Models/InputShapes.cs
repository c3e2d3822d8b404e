using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;

namespace QuantBuild.Models;

/// <summary>Extents that a person gives the inputs of a model, as the metadata <c>Shapes</c> says.</summary>
[JsonConverter(typeof(InputShapesConverter))]
internal sealed record InputShapes
{
    public static readonly InputShapes None = new([]);

    private readonly InputShape[] _inOrder;

    /// <param name="shapes">One for a name at most.</param>
    public InputShapes(IEnumerable<InputShape> shapes)
    {
        _inOrder = [.. shapes];
        Array.Sort(_inOrder, (left, right) => string.CompareOrdinal(left.Name, right.Name));
    }

    /// <summary>The legal form, for messages that refuse another.</summary>
    public const string LegalForm = "name:1x3x224x224 for each input, separated by ';', extents from 0 (a scalar has none and needs no entry)";

    public bool IsEmpty => _inOrder.Length == 0;

    public TensorShape? Of(string input) => Array.Find(_inOrder, shape => shape.Name == input)?.Shape;

    /// <summary>Reads <c>input:1x3x224x224;mask:1x128</c>; a name may hold colons itself, so the last one counts.</summary>
    public static InputShapes? Parse(string text)
    {
        var shapes = new Dictionary<string, InputShape>(StringComparer.Ordinal);
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = part.LastIndexOf(':');
            if (colon <= 0 || ParseShape(part[(colon + 1)..]) is not { } shape)
            {
                return null;
            }

            var given = new InputShape(part[..colon].TrimEnd(), shape);
            if (!shapes.TryAdd(given.Name, given))
            {
                return null;
            }
        }

        return shapes.Count == 0 ? None : new InputShapes(shapes.Values);
    }

    /// <summary>Why a model with these inputs cannot take the shapes, in words; null where it can.</summary>
    public string? Contradiction(IReadOnlyList<DeclaredInput> inputs)
    {
        foreach (var (name, shape) in _inOrder)
        {
            if (inputs.FirstOrDefault(input => input.Name == name) is not { } input)
            {
                return $"names '{name}', which is no input of the model; inputs: {(inputs.Count == 0 ? "none" : string.Join(", ", inputs))}";
            }

            if (!Fits(input, shape))
            {
                return $"gives '{name}' the shape {shape}, but the model declares {input}";
            }
        }

        return null;
    }

    /// <summary>The inputs with their open extents filled in; one of the same name is the same number in every input.</summary>
    public IReadOnlyList<DeclaredInput> ApplyTo(IReadOnlyList<DeclaredInput> inputs)
    {
        if (IsEmpty)
        {
            return inputs;
        }

        var symbols = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var input in inputs)
        {
            foreach (var (dimension, extent) in Pairs(input))
            {
                if (dimension is { Extent: null, Symbol: { } symbol })
                {
                    symbols.TryAdd(symbol, extent);
                }
            }
        }

        return [.. inputs.Select(input => input with
        {
            Dimensions = Of(input.Name) is { } given && Fits(input, given)
                ? [.. given.Dimensions.Select(extent => new DeclaredDimension(extent))]
                : input.Dimensions is { } dimensions ? [.. dimensions.Select(Filled)] : null,
        })];

        DeclaredDimension Filled(DeclaredDimension dimension) =>
            dimension is { Extent: null, Symbol: { } symbol } && symbols.TryGetValue(symbol, out var extent) ? new DeclaredDimension(extent, symbol) : dimension;
    }

    /// <summary>As it would be written in a project.</summary>
    public override string ToString() => string.Join(';', _inOrder.Select(given => $"{given.Name}:{string.Join('x', given.Shape.Dimensions)}"));

    private IEnumerable<(DeclaredDimension Declared, long Extent)> Pairs(DeclaredInput input) =>
        Of(input.Name) is { } given && input.Dimensions is { } dimensions && Fits(input, given) ? dimensions.Zip(given.Dimensions) : [];

    private static bool Fits(DeclaredInput input, TensorShape shape) => input.Dimensions is not { } dimensions ||
        (dimensions.Length == shape.Dimensions.Length && dimensions.Zip(shape.Dimensions).All(pair => pair.First.Extent is null || pair.First.Extent == pair.Second));

    private static TensorShape? ParseShape(string text)
    {
        var extents = ImmutableArray.CreateBuilder<long>();
        foreach (var part in text.Split(['x', 'X', '×'], StringSplitOptions.TrimEntries))
        {
            if (!long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var extent))
            {
                return null;
            }

            extents.Add(extent);
        }

        var shape = new TensorShape(extents.ToImmutable());
        return shape.Elements is null ? null : shape;
    }
}
