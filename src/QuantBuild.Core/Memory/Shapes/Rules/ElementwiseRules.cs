using QuantBuild.Models;

namespace QuantBuild.Memory.Shapes.Rules;

/// <summary>Operators that work element by element, between tensors with extents broadcast.</summary>
internal static class ElementwiseRules
{
    public static void Register(RuleTable table)
    {
        table.Add(Same,
            "LeakyRelu", "PRelu", "Elu", "Selu", "Celu", "Sigmoid", "HardSigmoid", "HardSwish", "Tanh", "Softplus", "Softsign", "ThresholdedRelu",
            "Gelu", "Mish", "Swish", "Softmax", "LogSoftmax", "Hardmax", "Erf", "Exp", "Log", "Sin", "Cos", "Tan", "Asin", "Acos", "Atan", "Sinh", "Cosh",
            "Asinh", "Acosh", "Atanh", "Shrink", "Trilu", "CumSum", "CumProd", "Clip", "LpNormalization");
        table.Add(Identity, "Identity");
        table.Add(Unary, "Relu", "Neg", "Abs", "Floor", "Ceil", "Round", "Sqrt", "Reciprocal", "Sign", "BitwiseNot");
        table.Add(Tested, "IsNaN", "IsInf");
        table.Add(Not, "Not");
        table.Add(Arithmetic, "Add", "Sub", "Mul", "Div", "Mod", "Pow", "BitShift", "BitwiseAnd", "BitwiseOr", "BitwiseXor");
        table.Add(Many, "Min", "Max", "Sum", "Mean");
        table.Add(Comparison, "Equal", "Less", "LessOrEqual", "Greater", "GreaterOrEqual", "And", "Or", "Xor");
        table.Add(Where, "Where");
        table.Add(Cast, "Cast");
        table.Add(CastLike, "CastLike");
        table.Add(Dropout, "Dropout");
    }

    /// <summary>The first input's type and extents.</summary>
    public static void Same(NodeView node) => node.Output(0, node.Type(0), node.Shape(0));

    /// <summary>The type of the first input, the extents of the first two broadcast.</summary>
    public static void Broadcast(NodeView node) => node.Output(0, node.Type(0), Extents.Broadcast(node.Shape(0), node.Shape(1)));

    private static void Identity(NodeView node) => node.Output(0, node.Type(0), node.Shape(0), node.Value(0));

    private static void Dropout(NodeView node)
    {
        Identity(node);
        node.Output(1, node.Opset < 10 ? node.Type(0) : ElementType.Bool, node.Opset < 10 && node.AtLoad ? null : node.Shape(0));
    }

    private static void Unary(NodeView node)
    {
        var (integers, reals) = ElementFunctions.Unary(node.Operator);
        node.Output(0, node.Type(0), node.Shape(0), node.Value(0) is { } value ? SmallMath.Map(value, node.Type(0), integers, reals) : null);
    }

    private static void Tested(NodeView node) => node.Output(0, ElementType.Bool, node.Shape(0));

    private static void Not(NodeView node) =>
        node.Output(0, ElementType.Bool, node.Shape(0), node.Value(0) is { } value ? SmallMath.Map(value, ElementType.Bool, element => element == 0 ? 1 : 0, null) : null);

    private static void Arithmetic(NodeView node)
    {
        var (integers, reals) = ElementFunctions.Binary(node.Operator, node.Integer("fmod", 0) != 0);
        var value = node.Array(0) is { } left && node.Array(1) is { } right ? SmallMath.Zip(left, right, node.Type(0), integers, reals) : null;
        node.Output(0, node.Type(0), Arithmetic(node, 0, 1), value?.Elements);
    }

    /// <summary>Before operator set 7 the second operand fits into the first.</summary>
    private static KnownShape? Arithmetic(NodeView node, int left, int right) =>
        node.Opset < 7 ? node.Shape(left) : Extents.Broadcast(node.Shape(left), node.Shape(right));

    private static void Many(NodeView node)
    {
        var shape = node.Shape(0);
        var value = node.Array(0);
        var (integers, reals) = ElementFunctions.Binary(node.Operator, false);
        for (var i = 1; i < node.InputCount; i++)
        {
            shape = Extents.Broadcast(shape, node.Shape(i));
            value = value is { } left && node.Array(i) is { } right ? SmallMath.Zip(left, right, node.Type(0), integers, reals) : null;
        }

        node.Output(0, node.Type(0), shape, value?.Elements);
    }

    private static void Comparison(NodeView node)
    {
        var (integers, reals) = ElementFunctions.Comparison(node.Operator);
        var value = node.Array(0) is { } left && node.Array(1) is { } right ? SmallMath.Compare(left, right, reals, integers) : null;
        node.Output(0, ElementType.Bool, Arithmetic(node, 0, 1), value?.Elements);
    }

    private static void Where(NodeView node)
    {
        var shape = Extents.Broadcast(Extents.Broadcast(node.Shape(0), node.Shape(1)), node.Shape(2));
        node.Output(0, node.Type(1), shape, Chosen(node, shape));
    }

    private static SmallTensor? Chosen(NodeView node, KnownShape? shape)
    {
        if (shape?.Concrete() is not { } extents
            || node.Array(0)?.BroadcastTo(extents.Dimensions) is not { } condition
            || node.Array(1)?.BroadcastTo(extents.Dimensions) is not { } chosen
            || node.Array(2)?.BroadcastTo(extents.Dimensions) is not { } other
            || chosen.IsReal != other.IsReal)
        {
            return null;
        }

        var (yes, no, picks) = (chosen.Elements, other.Elements, condition.Elements.Integers);
        return chosen.IsReal
            ? new([], [.. picks.Select((pick, i) => pick != 0 ? yes.Reals[i] : no.Reals[i])])
            : new([.. picks.Select((pick, i) => pick != 0 ? yes.Integers[i] : no.Integers[i])], []);
    }

    private static void Cast(NodeView node) => Cast(node, (ElementType)node.Integer("to", 0));

    private static void CastLike(NodeView node) => Cast(node, node.Type(1));

    private static void Cast(NodeView node, ElementType type) =>
        node.Output(0, type, node.Shape(0), node.Value(0) is { } value ? ElementFunctions.Cast(value, type) : null);
}
