using QuantBuild.Formats.Onnx.Proto;

namespace QuantBuild.Memory.Shapes;

/// <summary>One node as a shape rule sees it.</summary>
/// <param name="Operator"><c>Conv</c>.</param>
/// <param name="Domain">Empty for <c>ai.onnx</c>.</param>
/// <param name="Opset">Version of the domain's operator set that the model imports.</param>
/// <param name="Proto">Its attributes.</param>
/// <param name="Inputs">Facts of each input; null where it is omitted.</param>
/// <param name="OutputCount">Outputs it names, omitted ones included.</param>
internal sealed record NodeCall(string Operator, string Domain, int Opset, NodeProto Proto, IReadOnlyList<ValueFacts?> Inputs, int OutputCount);
