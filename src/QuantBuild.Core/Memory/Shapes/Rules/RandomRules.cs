using QuantBuild.Models;

namespace QuantBuild.Memory.Shapes.Rules;

/// <summary>Random tensors.</summary>
internal static class RandomRules
{
    public static void Register(RuleTable table)
    {
        table.Add(node => node.Output(0, Stated(node, ElementType.Float32), node.Integers("shape") is { } shape ? Extents.Shape(shape.AsSpan()) : null), "RandomNormal", "RandomUniform");
        table.Add(node => node.Output(0, Stated(node, node.Type(0)), node.Shape(0)), "RandomNormalLike", "RandomUniformLike", "Bernoulli", "EyeLike");
        table.Add(node => node.Output(0, Stated(node, ElementType.Int32), Extents.Shape([node.Shape(0).At(0), Dimension.Of(node.Integer("sample_size", 1))])), "Multinomial");
    }

    private static ElementType Stated(NodeView node, ElementType fallback) => (ElementType)node.Integer("dtype", (long)fallback);
}
