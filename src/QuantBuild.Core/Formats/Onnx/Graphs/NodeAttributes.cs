using QuantBuild.Formats.Onnx.Proto;

namespace QuantBuild.Formats.Onnx.Graphs;

/// <summary>Attributes of a node by name.</summary>
internal static class NodeAttributes
{
    public static AttributeProto? Attribute(this NodeProto node, string name) => node.Attribute.FirstOrDefault(attribute => attribute.Name == name);

    public static long? Integer(this NodeProto node, string name) => node.Attribute(name) is { HasI: true } attribute ? attribute.I : null;

    /// <summary>Sets the attribute to an integer, whatever it held.</summary>
    public static void Set(this NodeProto node, string name, long value)
    {
        Remove(node, name);
        node.Attribute.Add(new AttributeProto { Name = name, I = value, Type = AttributeProto.Types.AttributeType.Int });
    }

    /// <summary>Sets the attribute to a tensor, whatever it held.</summary>
    public static void Set(this NodeProto node, string name, TensorProto value)
    {
        Remove(node, name);
        node.Attribute.Add(new AttributeProto { Name = name, T = value, Type = AttributeProto.Types.AttributeType.Tensor });
    }

    public static void Remove(this NodeProto node, string name)
    {
        if (node.Attribute(name) is { } known)
        {
            node.Attribute.Remove(known);
        }
    }
}
