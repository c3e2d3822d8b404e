namespace QuantBuild.Schemes;

/// <summary>Accuracy that a scheme usually costs, as the published comparison of methods has it; a model's own figure is what verification measures.</summary>
internal static class TypicalLoss
{
    /// <summary>Null where nothing was published.</summary>
    public static string? Of(string scheme) => scheme switch
    {
        "fp16" => "~0–2 %",
        "int8" or "int8-dynamic" or "int8-weights" or "int8-static" => "~2–5 %",
        "int4" => "~5–10 %",
        _ when scheme.StartsWith("pruned+", StringComparison.Ordinal) => "~3–8 %",
        _ => null,
    };
}
