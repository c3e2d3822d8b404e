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
    public static InputPort From(string name, NodeMetadata metadata)
    {
        if (!metadata.IsTensor)
        {
            return new InputPort(name, ElementType.Undefined, metadata.OnnxValueType, [], []);
        }

        // ONNX Runtime numbers element types as the format does.
        var type = (ElementType)(int)metadata.ElementDataType;
        var names = metadata.SymbolicDimensions;
        return new InputPort(name, type, metadata.OnnxValueType,
            [.. metadata.Dimensions.Select(extent => extent < 0 ? 1L : extent)],
            [.. metadata.Dimensions.Index().Where(axis => axis.Item < 0)
                .Select(axis => new UnsetDimension(name, axis.Index, string.IsNullOrEmpty(names[axis.Index]) ? null : names[axis.Index]))]);
    }
}
