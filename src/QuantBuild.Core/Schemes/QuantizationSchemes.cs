namespace QuantBuild.Schemes;

/// <summary>The schemes, in the order <c>auto</c> tries them.</summary>
internal static class QuantizationSchemes
{
    public static readonly IReadOnlyList<IScheme> Available = [new Fp16.Fp16Scheme(), new Mixed.MixedScheme()];

    /// <summary>Names the surface knows; those without an entry in <see cref="Available"/> are not available yet.</summary>
    public static readonly IReadOnlyList<string> Names = ["fp16", "mixed", "int8", "int8-dynamic", "int8-weights", "int8-static", "int4"];

    /// <summary>The order of <c>auto</c>.</summary>
    public static readonly IReadOnlyList<string> AutoOrder = ["fp16", "int8-dynamic", "int8-weights", "int4"];

    public static IScheme? Find(string name) => Available.FirstOrDefault(scheme => scheme.Name == name);
}
