using QuantBuild.Formats.Onnx.Proto;

namespace QuantBuild.Memory.Simulation;

/// <summary>Changes of a graph that keep producers and consumers in step.</summary>
internal static class RuntimeGraphEdits
{
    /// <summary>Every value a node depends on, once for each time it takes it.</summary>
    public static IEnumerable<RuntimeValue> Takes(this RuntimeNode node) => node.Inputs.OfType<RuntimeValue>().Concat(node.Captured);

    /// <summary>A new node with the next index.</summary>
    public static RuntimeNode Add(
        this RuntimeGraph graph, string operatorType, string domain, NodeProto proto, IEnumerable<RuntimeValue?> inputs, IEnumerable<RuntimeValue?> outputs)
    {
        var (takes, makes) = (inputs.TryGetNonEnumeratedCount(out var taken) ? taken : 0, outputs.TryGetNonEnumeratedCount(out var made) ? made : 0);
        var node = new RuntimeNode(graph.NextIndex++, operatorType, domain, proto, takes, makes);
        graph.Nodes.Add(node);
        foreach (var input in inputs)
        {
            node.Inputs.Add(input);
            input?.Consumers.Add(node);
        }

        foreach (var output in outputs)
        {
            node.Outputs.Add(output);
            _ = output?.Producer = node;
        }

        return node;
    }

    /// <summary>A new node from one value to another.</summary>
    public static RuntimeNode Add(this RuntimeGraph graph, string operatorType, string domain, NodeProto proto, RuntimeValue input, RuntimeValue output)
    {
        var node = new RuntimeNode(graph.NextIndex++, operatorType, domain, proto, inputs: 1, outputs: 1);
        graph.Nodes.Add(node);
        node.Inputs.Add(input);
        input.Consumers.Add(node);
        node.Outputs.Add(output);
        output.Producer = node;
        return node;
    }

    /// <summary>Takes a node out; values it made that another node makes by now keep that one.</summary>
    public static void Remove(this RuntimeGraph graph, RuntimeNode node)
    {
        foreach (var input in node.Inputs)
        {
            input?.Consumers.Remove(node);
        }

        foreach (var captured in node.Captured)
        {
            captured.Consumers.Remove(node);
        }

        foreach (var output in node.Outputs)
        {
            if (output?.Producer == node)
            {
                output.Producer = null;
            }
        }

        graph.Nodes.Remove(node);
    }

    /// <summary>Takes a node out whose first output is the same as its input: whoever takes the one takes the other.</summary>
    public static void Bypass(this RuntimeGraph graph, RuntimeNode node, RuntimeValue output, RuntimeValue input)
    {
        graph.Remove(node);
        if (output.IsGraphOutput)
        {
            input.Producer!.MakeInstead(input, output);
            input.MoveConsumersTo(output);
        }
        else
        {
            output.MoveConsumersTo(input);
        }
    }

    /// <summary>The node takes another value at that place.</summary>
    public static void Take(this RuntimeNode node, int input, RuntimeValue? value)
    {
        while (node.Inputs.Count <= input)
        {
            node.Inputs.Add(null);
        }

        node.Inputs[input]?.Consumers.Remove(node);
        node.Inputs[input] = value;
        value?.Consumers.Add(node);
    }

    /// <summary>The node makes another value at that place.</summary>
    public static void Make(this RuntimeNode node, int output, RuntimeValue value)
    {
        if (node.Outputs[output] is { } before && before.Producer == node)
        {
            before.Producer = null;
        }

        node.Outputs[output] = value;
        value.Producer = node;
    }

    public static void MakeInstead(this RuntimeNode node, RuntimeValue before, RuntimeValue after) => node.Make(node.Outputs.IndexOf(before), after);

    public static void MoveConsumersTo(this RuntimeValue from, RuntimeValue to)
    {
        var count = from.Consumers.Count;
        for (var i = 0; i < count; i++)
        {
            var consumer = from.Consumers[i];
            Replace(consumer, from, to);
            to.Consumers.Add(consumer);
        }

        from.Consumers.Clear();
    }

    /// <summary>The only node that takes the value, if there is just one and it is no output of the graph.</summary>
    public static RuntimeNode? OnlyConsumer(this RuntimeValue value) => value is { IsGraphOutput: false, Consumers.Count: 1 } ? value.Consumers[0] : null;

    private static void Replace(RuntimeNode consumer, RuntimeValue from, RuntimeValue to)
    {
        var input = consumer.Inputs.IndexOf(from);
        if (input >= 0)
        {
            consumer.Inputs[input] = to;
        }
        else
        {
            consumer.Captured[Array.IndexOf(consumer.Captured, from)] = to;
        }
    }
}
