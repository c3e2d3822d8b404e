namespace QuantBuild.Diagnostics.Explanations;

/// <summary>QB3: what a conversion meets.</summary>
internal static class QuantizationExplanations
{
    public static readonly IReadOnlyList<Explanation> All =
    [
        new(Descriptors.NothingToQuantize,
            "The rules ask for a smaller model, and it has no weights that a scheme could lower; the original ships.",
            "A model whose weights are 16 bits or fewer already, or that is mostly integer tables.",
            "Set Mode=\"Never\", or use a smaller model."),
        new(Descriptors.Clamped,
            "float16 ends at 65504. Values beyond it were set to that limit, with their sign; infinities and NaN are kept.",
            "Tensor 'attention.mask' has 12 values beyond ±65504.",
            "A mask (such as −3.4e38) does not mind. For a weight, keep the tensor as it is: ExcludeNodes=\"attention.mask\"."),
        new(Descriptors.SchemeRefused,
            "The scheme would convert this model wrongly, and therefore does not. The message names what stands in its way.",
            "The nodes of graph 'main' depend on each other in a circle.",
            "Export the model without the construct, set Mode=\"Never\", or choose another Scheme."),
        new(Descriptors.WriteFailed,
            "The artifact could not be written; nothing was left at its final path.",
            "No space left on the device: 260.1 MB needed, 31.0 MB free.",
            "Free the space, or correct the permissions of the output folder, and build again."),
        new(Descriptors.ExcludeMatchedNothing,
            "A pattern of ExcludeNodes matches no node and no tensor, so it protects nothing: a typing error, or a model that was renamed on export.",
            "ExcludeNodes=\"encoder/*\" while the nodes are called 'encoder.0.matmul'.",
            "'dotnet quantize-check inspect MODEL' lists the names. Correct the pattern, or remove it."),
        new(Descriptors.Vanished,
            "float16 has no numbers below 6e-8. Smaller values became 0; the figure is in the report only.",
            "Tensor 'bn.weight' has 3 values too small for float16.",
            "Nothing, if verification is satisfied. To keep a tensor as it is, name it in ExcludeNodes."),
        new(Descriptors.NodesKept,
            "Some nodes compute as before: their operators have no form in the new type, or lose too much in it. The figure is in the report only.",
            "3 nodes stay float32: 3 DynamicQuantizeLinear (takes float32 only).",
            "Nothing. It says where conversions stand in the artifact."),
        new(Descriptors.NotObserved,
            "The scheme decides by a run of the original which nodes float16 cannot hold, and the run was not possible. Operators known to be sensitive and stored tensors beyond the range stay float32 all the same.",
            "mixed was planned by operators and stored tensors alone, for the model was not run: it would need about 4.2 GB.",
            "Set Shapes where the inputs need extents other than 1, build where there is more memory, or name nodes whose values are large in ExcludeNodes."),
        new(Descriptors.TooLargeForOneFile,
            "An ONNX file is one protobuf message, which ends at 2 GB. A larger model keeps its tensors in a file beside it, and ExternalData=never forbids that.",
            "A model of 6.0 GB with external data, fp16, and ExternalData=\"never\": the result has 3.0 GB.",
            "Set ExternalData=\"auto\": a data file is written where it is needed. Or choose a Scheme whose result is smaller."),
    ];
}
