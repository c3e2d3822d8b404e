namespace QuantBuild.Diagnostics.Explanations;

/// <summary>The explanations of all diagnostics.</summary>
internal static class ExplanationTable
{
    public static IReadOnlyList<Explanation> All { get; } =
    [
        .. InputExplanations.All, .. PolicyExplanations.All, .. QuantizationExplanations.All,
        .. VerificationExplanations.All, .. EnvironmentExplanations.All,
    ];

    public static Explanation? Find(string code) =>
        All.FirstOrDefault(explanation => explanation.Descriptor.Id.Equals(code, StringComparison.OrdinalIgnoreCase));
}
