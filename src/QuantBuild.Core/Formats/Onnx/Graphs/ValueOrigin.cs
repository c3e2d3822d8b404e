namespace QuantBuild.Formats.Onnx.Graphs;

/// <summary>Where a value comes from.</summary>
internal enum ValueOrigin
{
    /// <summary>An output of a node.</summary>
    Node,

    /// <summary>An input of its graph, without an initializer.</summary>
    Input,

    /// <summary>A stored tensor: an initializer, or a <c>Constant</c> node with dense floats or any other dense value.</summary>
    Stored,

    /// <summary>Nothing in the model defines it, or something that is no dense tensor.</summary>
    Opaque,
}
