using QuantBuild.Models;
using QuantBuild.Schemes;

namespace QuantBuild.Policy;

/// <summary>Takes the first scheme whose projection meets a goal, in the order of <c>auto</c>, or the one asked for by name.</summary>
internal static class SchemeChooser
{
    public static SchemeChoice Choose(PolicyInput input, ShippedModels shipped, int model, Goal goal)
    {
        var rejected = new List<RejectedScheme>();
        Candidate? nearest = null;
        foreach (var candidate in InOrder(input.Models[model]))
        {
            if (WhyUnusable(input, shipped, model, candidate) is { } reason)
            {
                rejected.Add(new RejectedScheme(candidate.Scheme, reason));
            }
            else if (goal == Goal.RequiredFile && candidate.OutputSize > input.Settings.RequireAbove)
            {
                rejected.Add(new RejectedScheme(candidate.Scheme, $"reaches {Words.Compare(candidate.OutputSize.Value, ">", input.Settings.RequireAbove)}"));
                nearest = nearest is null || candidate.OutputSize < nearest.OutputSize ? candidate : nearest;
            }
            else
            {
                return new SchemeChoice(candidate, [.. rejected, .. NotBuiltAfter(candidate, input.Models[model])]);
            }
        }

        return new SchemeChoice(nearest, [.. rejected.Where(scheme => scheme.Scheme != nearest?.Scheme)], GoalReached: false);
    }

    /// <summary>The schemes that may be taken for a model, in order.</summary>
    public static IEnumerable<Candidate> InOrder(PolicyModel model) => model.Scheme != QuantizationSchemes.Auto
        ? [Of(model, model.Scheme)]
        : QuantizationSchemes.AutoOrder.Select(name => Of(model, name)).SelectMany(candidate => candidate.OutOfRange is { } reason
            ? [candidate with { Unavailable = reason }, Of(model, QuantizationSchemes.Mixed)]
            : new[] { candidate });

    /// <summary>What a later version could have taken instead.</summary>
    public static IEnumerable<RejectedScheme> NotBuiltAfter(Candidate taken, PolicyModel model) =>
        InOrder(model).SkipWhile(candidate => candidate.Scheme != taken.Scheme)
            .Where(candidate => candidate.Unavailable == Candidate.NotAvailableYet)
            .Select(candidate => new RejectedScheme(candidate.Scheme, Candidate.NotAvailableYet));

    private static Candidate Of(PolicyModel model, string scheme) =>
        model.Assessment.Candidates.FirstOrDefault(candidate => candidate.Scheme == scheme) ?? new Candidate(scheme) { Unavailable = Candidate.NotAvailableYet };

    /// <summary>Why a scheme cannot be taken whatever the goal; null where it can.</summary>
    private static string? WhyUnusable(PolicyInput input, ShippedModels shipped, int model, Candidate candidate)
    {
        if (!candidate.IsAvailable)
        {
            return candidate.Unavailable;
        }

        var size = input.Models[model].Assessment.Facts.Size;
        return candidate.OutputSize >= size
            ? $"would not be smaller: {size} → {candidate.OutputSize}"
            : WhyOverBudget(shipped, model, candidate);
    }

    private static string? WhyOverBudget(ShippedModels shipped, int model, Candidate candidate)
    {
        var original = shipped.With(model, null);
        return original.BrokenBy(original.With(model, candidate), model) is { } broken
            ? $"{broken.Process.Name} would peak at {Words.Compare(broken.Peak, ">", broken.Process.Budget ?? ByteSize.Zero)}, a budget the original meets"
            : null;
    }
}
