using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.Schemes.Fp16;

// Specification: https://github.com/onnx/onnx/blob/main/docs/IR.md#graphs (initializers that are inputs, from IR version 4 on)

/// <summary>
/// Initializers that are inputs: defaults that a caller may override. An exporter that lists every initializer does so by habit, and a listed
/// weight is no constant to ONNX Runtime, of which 1.24 crashes on such float16 weights; one that lists some of them means it.
/// </summary>
internal sealed class DefaultInputs(ModelProto model)
{
    private const int FirstVersion = 4;

    private readonly bool _exist = model.IrVersion >= FirstVersion;

    private readonly bool _isHabit = model.Graph.Initializer.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal)
        .IsSubsetOf(model.Graph.Input.Select(input => input.Name));

    /// <summary>A default whose type callers rely on.</summary>
    public bool Stays(GraphValue value) => _exist && !_isHabit && value is { IsInput: true, Scope.Parent: null };

    /// <summary>Makes constants of the listed weights that were converted: who would override one would have to know its new type.</summary>
    public void Seal()
    {
        if (!_exist || !_isHabit)
        {
            return;
        }

        var converted = model.Graph.Initializer.Where(tensor => tensor.DataType == (int)ElementType.Float16).Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        var left = model.Graph.Input.Where(input => !converted.Contains(input.Name)).ToList();
        model.Graph.Input.Clear();
        model.Graph.Input.AddRange(left);
    }
}
