using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Rewrite.HalfPrecision;

/// <summary>Contributed operators that are functions, and have no kernel for halves, are written out as the operators they are made of.</summary>
internal static class FunctionInlining
{
    public static bool Apply(RuntimeGraph graph, SimulationOptions options)
    {
        var changed = false;
        foreach (var node in ExecutionOrder.Of(graph))
        {
            if (node is { Domain: ActivationFusion.Microsoft, Operator: "FastGelu" } && node.Inputs[0].IsHalf())
            {
                FastGelu(graph, node);
                changed = true;
            }
        }

        return changed;
    }

    /// <summary>x / 2 * (1 + tanh(x * (b + c * x²))).</summary>
    private static void FastGelu(RuntimeGraph graph, RuntimeNode node)
    {
        var (input, bias, output) = (node.Inputs[0]!, node.In(1), node.Out());
        graph.Remove(node);
        var x = bias is null ? Step("Identity", input) : Step("Add", input, bias);
        var cubic = Step("Add", Number("b", 0.797885), Step("Mul", Number("c", 0.035677), Step("Mul", x, x)));
        var bent = Step("Add", Number("one", 1), Step("Tanh", Step("Mul", x, cubic)));
        graph.Add("Mul", string.Empty, new NodeProto(), [Number("a", 0.5), Step("Mul", x, bent)], [output]);

        RuntimeValue Step(string operatorType, params RuntimeValue[] inputs)
        {
            var result = output.Like($"_{graph.NextIndex}");
            graph.Add(operatorType, string.Empty, new NodeProto(), inputs, [result]);
            return result;
        }

        RuntimeValue Number(string name, double value) => graph.AddConstant(new RuntimeValue($"{output.Name}_{name}")
        {
            Facts = RuntimeConstants.FactsOf(input.Facts.Type, TensorShape.Scalar) with { Value = Shapes.SmallTensor.OfReals(value) },
        });
    }
}
