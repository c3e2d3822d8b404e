using System.Text;
using QuantBuild.Policy;

namespace QuantBuild.Core.Tests.Policy;

/// <summary>One situation and what the rules make of it, as rows of a table.</summary>
internal sealed record PolicyCase(string Name, PolicyInput Input)
{
    public const string Head = "| case | model | process | decision | rule | scheme | reasons | diagnostics |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n";

    public string Rows()
    {
        var outcome = PolicyEngine.Decide(Input);
        var rows = new StringBuilder();
        for (var i = 0; i < Input.Models.Count; i++)
        {
            var (model, decision) = (Input.Models[i], outcome.Decisions[i]);
            var about = outcome.Diagnostics.Where(diagnostic => diagnostic.File == model.Assessment.Path);
            var rejected = decision.Rejected.Where(scheme => scheme.Reason != Candidate.NotAvailableYet).Select(scheme => $"not {scheme.Scheme}: {scheme.Reason}");
            rows.Append($"| {(i == 0 ? Name : "")} | {Describe(model)} | {(i == 0 ? string.Join("<br>", outcome.Verdicts.Select(Describe)) : "")} ")
                .Append($"| {(decision.WouldBe ? "would " : "")}{decision.Action.ToString().ToLowerInvariant()} | {decision.Rule} | {decision.Scheme} ")
                .Append($"| {string.Join("; ", decision.Reasons.Concat(rejected))} ")
                .Append($"| {string.Join("<br>", about.Concat(i == 0 ? outcome.Verdicts.SelectMany(verdict => verdict.Diagnostics).Concat(outcome.OptionDiagnostics) : []).Select(diagnostic => $"{diagnostic.Code} {diagnostic.Message}"))} |\n");
        }

        return rows.ToString();
    }

    private static string Describe(PolicyModel model)
    {
        string[] words =
        [
            model.Assessment.Name, model.Assessment.Facts.Size.ToString(),
            model.Mode == ModelMode.Auto ? "" : $"Mode={model.Mode}",
            model.Scheme == "auto" ? "" : $"Scheme={model.Scheme}",
            model.Device == Device.Server ? "" : model.Device.ToString(),
            model.AccuracyCritical ? model.HasGate ? "critical, gated" : "critical" : "",
            model.Processes is ["app"] ? "" : "in " + string.Join(" and ", model.Processes),
        ];
        return string.Join(", ", words.Where(word => word.Length > 0));
    }

    private static string Describe(ProcessVerdict verdict) =>
        $"{verdict.Name} {verdict.Projection.Peak.Expected}{(verdict.Budget is { } budget ? $" of {budget}" : "")}: {verdict.Verdict.ToString().ToLowerInvariant()}" +
        string.Concat(verdict.Optional.Select(feature => $", {feature.Name} {(feature.Fits ? "on" : "off")}"));
}
