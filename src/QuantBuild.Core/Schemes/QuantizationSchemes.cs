namespace QuantBuild.Schemes;

/// <summary>The schemes, in the order <c>auto</c> tries them.</summary>
internal static class QuantizationSchemes
{
    /// <summary>Asks for the first scheme that meets the goal.</summary>
    public const string Auto = "auto";

    public const string Fp16 = "fp16";

    /// <summary>Takes the place of <see cref="Fp16"/> in <c>auto</c> where an observation showed that float16 cannot hold the model's values.</summary>
    public const string Mixed = "mixed";

    public static readonly IReadOnlyList<IScheme> Available = [new Fp16.Fp16Scheme(), new Mixed.MixedScheme()];

    /// <summary>Names the surface knows; those without an entry in <see cref="Available"/> are not available yet.</summary>
    public static readonly IReadOnlyList<string> Names = [Fp16, Mixed, "int8", "int8-dynamic", "int8-weights", "int8-static", "int4"];

    /// <summary>The order of <c>auto</c>.</summary>
    public static readonly IReadOnlyList<string> AutoOrder = [Fp16, "int8-dynamic", "int8-weights", "int4"];

    public static IScheme? Find(string name) => Available.FirstOrDefault(scheme => scheme.Name == name);
}
