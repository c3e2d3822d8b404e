using QuantBuild.Formats.Onnx.Proto;

namespace QuantBuild.Memory.Simulation;

/// <summary>A node of the graph that the runtime executes.</summary>
/// <param name="index">Its number in the runtime: position among the file's nodes, or the next free one for a node that a pass creates. It decides the order of execution.</param>
/// <param name="operatorType"><c>Conv</c>, <c>FusedConv</c>, <c>ReorderInput</c>.</param>
/// <param name="domain">Empty for <c>ai.onnx</c>; <c>com.microsoft</c>, <c>com.microsoft.nchwc</c>.</param>
/// <param name="proto">Its attributes; of the first node it came from where several were fused.</param>
/// <param name="inputs">How many it will have at least.</param>
/// <param name="outputs">The same.</param>
internal sealed class RuntimeNode(int index, string operatorType, string domain, NodeProto proto, int inputs = 0, int outputs = 0)
{
    public int Index { get; } = index;

    /// <summary>A node changed in place keeps its index.</summary>
    public string Operator { get; set; } = operatorType;

    public string Domain { get; set; } = domain;

    public NodeProto Proto { get; set; } = proto;

    public List<RuntimeValue?> Inputs { get; } = new(inputs);

    public List<RuntimeValue?> Outputs { get; } = new(outputs);

    /// <summary>Values of this graph that its bodies use.</summary>
    public RuntimeValue[] Captured { get; init; } = [];

    /// <summary>Graphs in its attributes: branches, or what a loop repeats.</summary>
    public RuntimeGraph[] Bodies { get; init; } = [];

    public bool HasBodies => Bodies.Length > 0;

    /// <summary>Name of the activation fused into it, or null.</summary>
    public string? Activation { get; set; }

    public bool Is(string operatorType) => Domain.Length == 0 && Operator == operatorType;

    public override string ToString() => $"{Index} {Operator}";
}
