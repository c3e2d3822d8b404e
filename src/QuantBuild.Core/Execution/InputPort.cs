using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;
using QuantBuild.Models;

namespace QuantBuild.Execution;

/// <summary>An input that a model asks for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Element type; undefined where it is no tensor.</param>
/// <param name="Kind">ONNX Runtime's word for what it is: a tensor, a sequence, a map.</param>
/// <param name="Shape">Extents, open ones set to 1.</param>
/// <param name="Unset">The open ones.</param>
internal sealed record InputPort(
    string Name, ElementType Type, OnnxValueType Kind, ImmutableArray<long> Shape, ImmutableArray<UnsetDimension> Unset)
{
    /// <summary>The inputs of a session; extents that neither the model nor the shapes say are 1.</summary>
    public static IReadOnlyList<InputPort> Of(IReadOnlyDictionary<string, NodeMetadata> metadata, InputShapes shapes)
    {
        var declared = shapes.ApplyTo([.. metadata.Select(input => Declared(input.Key, input.Value))]);
        return [.. declared.Select(input => From(input, metadata[input.Name].OnnxValueType))];
    }

    private static InputPort From(DeclaredInput input, OnnxValueType kind)
    {
        var dimensions = input.Dimensions ?? [];
        return new InputPort(input.Name, input.Type, kind,
            [.. dimensions.Select(dimension => dimension.Extent ?? 1)],
            [.. dimensions.Index().Where(axis => axis.Item.Extent is null).Select(axis => new UnsetDimension(input.Name, axis.Index, axis.Item.Symbol))]);
    }

    // ONNX Runtime numbers element types as the format does. A shape of no extents may also be one of which nothing is declared.
    private static DeclaredInput Declared(string name, NodeMetadata metadata) => !metadata.IsTensor
        ? new DeclaredInput(name, ElementType.Undefined, [])
        : new DeclaredInput(name, (ElementType)(int)metadata.ElementDataType, metadata.Dimensions.Length == 0 ? null :
            [.. metadata.Dimensions.Zip(metadata.SymbolicDimensions, (extent, symbol) =>
                extent < 0 ? new DeclaredDimension(null, string.IsNullOrEmpty(symbol) ? null : symbol) : new DeclaredDimension(extent))]);
}
