namespace QuantBuild.Memory.Simulation.Rewrite.Transposes;

/// <summary>Operators a Transpose can move behind.</summary>
internal static class TransposeHandlers
{
    private const string OfIntegers = "QLinear";

    private static readonly Dictionary<string, TransposeHandler> Known = Register();

    public static TransposeHandler? Find(RuntimeNode node) => node.Domain.Length == 0 || node.Domain == ActivationFusion.Microsoft && node.Operator.StartsWith(OfIntegers, StringComparison.Ordinal)
        ? Known.GetValueOrDefault(node.Operator)
        : null;

    private static Dictionary<string, TransposeHandler> Register()
    {
        var known = new Dictionary<string, TransposeHandler>(StringComparer.Ordinal);
        void Add(TransposeHandler handler, params ReadOnlySpan<string> operators)
        {
            foreach (var name in operators)
            {
                known.Add(name, handler);
            }
        }

        Add(new(TransposeHandler.All, pushed => pushed.Move()),
            "Cast", "Exp", "Identity", "LeakyRelu", "Log", "Reciprocal", "Relu", "Sigmoid", "Sqrt", "Tanh", "Abs", "Not", "Ceil", "Floor", "Neg", "Erf",
            "HardSigmoid", "Round", "IsInf", "IsNaN", "Selu", "Shrink", "Sign", "Softplus", "Softsign", "ThresholdedRelu", "Celu", "HardSwish",
            "Sin", "Cos", "Tan", "Sinh", "Cosh", "Asin", "Acos", "Atan", "Asinh", "Acosh", "Atanh");
        Add(new(TransposeHandler.NotScalar, Broadcast),
            "Add", "Max", "Min", "Mul", "Sub", "Div", "And", "Or", "Xor", "Mod", "PRelu", "BitShift", "Equal", "Greater", "Less", "GreaterOrEqual",
            "LessOrEqual", "Mean", "Sum", "Pow", "Where");
        Add(new(TransposeHandler.First, pushed => pushed.Move()), "Clip", "CastLike");
        Add(new(TransposeHandler.All, pushed => AxisHandlers.Move(pushed, null)), "Concat");
        Add(new(TransposeHandler.First, pushed => AxisHandlers.Move(pushed, 0)), "Split");
        Add(new(TransposeHandler.First, AxisHandlers.Softmax), "Softmax", "Hardmax", "LogSoftmax");
        Add(new(TransposeHandler.First, AxisHandlers.Argument), "ArgMin", "ArgMax");
        Add(new(TransposeHandler.First, AxisHandlers.Reduce),
            "ReduceLogSum", "ReduceLogSumExp", "ReduceMax", "ReduceMean", "ReduceMin", "ReduceProd", "ReduceSum", "ReduceSumSquare", "ReduceL1", "ReduceL2");
        Add(new(TransposeHandler.First, AxisHandlers.Squeeze), "Squeeze");
        Add(new(TransposeHandler.First, AxisHandlers.Unsqueeze), "Unsqueeze");
        Add(new(TransposeHandler.First, AxisHandlers.Slice), "Slice");
        Add(new(TransposeHandler.First, AxisHandlers.Gather), "Gather");
        Add(new(TransposeHandler.First, ExtentHandlers.Pad), "Pad");
        Add(new(TransposeHandler.First, ExtentHandlers.Tile), "Tile");
        Add(new(TransposeHandler.First, ExtentHandlers.Shape, TransposesOutputs: false), "Shape");
        Add(new(TransposeHandler.First, MergeHandlers.Transpose, TransposesOutputs: false), "Transpose");
        Add(new(TransposeHandler.First, MergeHandlers.Reshape, TransposesOutputs: false), "Reshape");
        Add(new(TransposeHandler.First, IntegerHandlers.Scaled), "QuantizeLinear", "DequantizeLinear");
        Add(new(TransposeHandler.First, IntegerHandlers.MaxPool), "MaxPool");
        Add(new(TransposeHandler.First, IntegerHandlers.Resize), "Resize");
        Add(new(TransposeHandler.First, pushed => pushed.Move()), "QLinearSigmoid", "QLinearLeakyRelu");
        Add(new(IntegerHandlers.Operands, Broadcast), "QLinearAdd", "QLinearMul");
        Add(new(IntegerHandlers.Joined, IntegerHandlers.Concat), "QLinearConcat");
        Add(new(TransposeHandler.First, IntegerHandlers.Pool), "QLinearAveragePool", "QLinearGlobalAveragePool");
        return known;
    }

    /// <summary>Inputs with fewer axes get them before they are transposed.</summary>
    private static bool Broadcast(PushedTranspose pushed)
    {
        var ranks = pushed.Inputs.Select(place => pushed.Node.Inputs[place].Rank()).ToList();
        if (ranks.Exists(rank => rank is null || rank > pushed.Rank))
        {
            return false;
        }

        foreach (var (place, rank) in pushed.Inputs.Zip(ranks).Where(input => input.Second < pushed.Rank))
        {
            TransposeEdits.UnsqueezeInput(pushed.Graph, pushed.Node, place, pushed.Rank - rank!.Value);
        }

        return pushed.Move();
    }
}
