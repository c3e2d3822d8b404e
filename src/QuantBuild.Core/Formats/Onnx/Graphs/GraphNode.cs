using QuantBuild.Formats.Onnx.Proto;

namespace QuantBuild.Formats.Onnx.Graphs;

/// <summary>A node with its values looked up; an omitted input or output is null.</summary>
internal sealed class GraphNode(NodeProto proto, GraphScope scope)
{
    public NodeProto Proto { get; } = proto;

    public GraphScope Scope { get; } = scope;

    public List<GraphValue?> Inputs { get; } = new(proto.Input.Count);

    public List<GraphValue?> Outputs { get; } = new(proto.Output.Count);

    /// <summary>Graphs in its attributes.</summary>
    public IReadOnlyList<GraphScope> Bodies { get; set; } = [];

    public string Operator => Proto.OpType;

    /// <summary>Empty for <c>ai.onnx</c>, whose own name is an alias.</summary>
    public string Domain => Proto.Domain == "ai.onnx" ? string.Empty : Proto.Domain;

    /// <summary>For people: nodes need no name.</summary>
    public string DisplayName => Proto.Name.Length > 0 ? Proto.Name : Proto.Output.FirstOrDefault(name => name.Length > 0) ?? Operator;

    public bool Is(string operatorType) => Domain.Length == 0 && Operator == operatorType;

    public override string ToString() => $"{Operator} {DisplayName}";
}
