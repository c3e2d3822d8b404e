using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;

namespace QuantBuild.Schemes.Fp16;

/// <summary>The signatures that hold for one model: its opset imports choose the version.</summary>
internal sealed class OperatorSignatures
{
    private static readonly Lazy<ILookup<string, OperatorSignature>> Known = new(() =>
        $"{OnnxOperators.Table}\n{ContributedOperators.Table}".Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(Parse)
            .ToLookup(entry => entry.Name, entry => entry.Signature, StringComparer.Ordinal));

    private readonly Dictionary<string, long> _versions = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Domain, string Operator), OperatorSignature?> _found = [];

    public OperatorSignatures(ModelProto model)
    {
        foreach (var import in model.OpsetImport)
        {
            _versions[import.Domain == "ai.onnx" ? string.Empty : import.Domain] = import.Version;
        }
    }

    /// <summary>Null where the operator, or its domain, is not in the tables.</summary>
    public OperatorSignature? Of(GraphNode node)
    {
        var key = (node.Domain, node.Operator);
        return _found.TryGetValue(key, out var signature) ? signature : _found[key] = Find(node);
    }

    private OperatorSignature? Find(GraphNode node)
    {
        var version = _versions.GetValueOrDefault(node.Domain, 1);
        var name = node.Domain.Length == 0 ? node.Operator : $"{node.Domain}.{node.Operator}";
        return Known.Value[name].Where(signature => signature.Since <= version).MaxBy(signature => signature.Since);
    }

    /// <summary><c>Resize 11: T1 T2 float int64 &gt; T1</c>.</summary>
    private static (string Name, OperatorSignature Signature) Parse(string line)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        var head = line[..colon].Trim().Split(' ');
        var sides = line[(colon + 2)..].Split('>');
        return (head[0], new OperatorSignature(int.Parse(head[1]), Slots(sides[0]), Slots(sides[1])));
    }

    private static TypeSlot[] Slots(string side) => [.. side.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(TypeSlot.Parse)];
}
