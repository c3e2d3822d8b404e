using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Rewrite.Quantized;

/// <summary>A node between DequantizeLinear and QuantizeLinear.</summary>
/// <param name="Graph">It is part of.</param>
/// <param name="Node">Works on floats.</param>
/// <param name="Before">What dequantizes each input, by place; null where nothing does.</param>
/// <param name="After">What quantizes each output, and nothing else takes it; empty where that is not so.</param>
internal sealed record QuantizedUnit(RuntimeGraph Graph, RuntimeNode Node, IReadOnlyList<RuntimeNode?> Before, IReadOnlyList<RuntimeNode> After)
{
    public const string Quantize = "QuantizeLinear";
    public const string Dequantize = "DequantizeLinear";

    public static QuantizedUnit Of(RuntimeGraph graph, RuntimeNode node) =>
        new(graph, node, [.. node.Inputs.Select(input => input?.Producer is { } producer && Is(producer, Dequantize) ? producer : null)], [.. Quantizers(node)]);

    /// <summary>Inputs that come dequantized.</summary>
    public int Dequantized => Before.Count(node => node is not null);

    /// <summary>Every input that there is comes dequantized.</summary>
    public bool TakesOnlyDequantized => Before.Zip(Node.Inputs).All(pair => pair.First is not null || pair.Second is null);

    /// <summary>All integers have eight bits, those of a bias apart: the kernels know no others.</summary>
    public bool AreBytes => Before.All(node => node is null || IsByte(node.Inputs[0]) || node.Inputs[0]?.Facts.Type == ElementType.Int32) && After.All(node => IsByte(node.Out()));

    public static bool Is(RuntimeNode node, string operatorType) => node.Operator == operatorType && node.Domain is "" or ActivationFusion.Microsoft;

    /// <summary>The integer tensor, its scale and its zero point that a DequantizeLinear takes or a QuantizeLinear is given.</summary>
    public static RuntimeValue?[] Scaled(RuntimeNode node) => [node.Inputs[0], node.Inputs[1], node.In(2)];

    /// <summary>Scale and zero point of what is quantized behind it.</summary>
    public static RuntimeValue?[] Scale(RuntimeNode node) => [node.Inputs[1], node.In(2)];

    /// <summary>Puts another node in the place of all of it; what others take of it stays.</summary>
    public void Become(string operatorType, string domain, IEnumerable<RuntimeValue?> inputs)
    {
        List<RuntimeValue?> taken = [.. inputs];
        List<RuntimeValue?> made = After.Count == 0 ? [.. Node.Outputs] : [.. After.Select(node => node.Out())];
        Graph.Remove(Node);
        foreach (var node in After)
        {
            Graph.Remove(node);
        }

        RemoveUnused(Before.OfType<RuntimeNode>());
        Graph.Add(operatorType, domain, Node.Proto, taken, made);
    }

    /// <summary>The node itself works on integers.</summary>
    public void WorkOnIntegers()
    {
        Node.Take(0, Before[0]!.Inputs[0]);
        foreach (var after in After)
        {
            Graph.Remove(after);
        }

        for (var output = 0; output < After.Count; output++)
        {
            Node.Make(output, After[output].Out());
        }

        RemoveUnused([Before[0]!]);
    }

    private static bool IsByte(RuntimeValue? value) => value?.Facts.Type is ElementType.UInt8 or ElementType.Int8;

    private void RemoveUnused(IEnumerable<RuntimeNode> nodes)
    {
        foreach (var node in nodes.Where(node => node.Out() is { Consumers.Count: 0, IsGraphOutput: false }).Distinct())
        {
            Graph.Remove(node);
        }
    }

    private static IEnumerable<RuntimeNode> Quantizers(RuntimeNode node)
    {
        var outputs = node.Outputs.OfType<RuntimeValue>().ToList();
        var quantizers = outputs.ConvertAll(output => output is { IsGraphOutput: false } && output.OnlyConsumer() is { } only && Is(only, Quantize) ? only : null);
        return quantizers.Contains(null) ? [] : quantizers.OfType<RuntimeNode>();
    }
}
