using QuantBuild.Models;

namespace QuantBuild.Policy;

/// <summary>Whether quantizing a model is worth it for the processes that run it, in words with the numbers.</summary>
internal static class WhatIf
{
    public static IEnumerable<string> Of(PolicyInput input, int index)
    {
        var originals = new ShippedModels(input);
        if (SchemeChooser.InOrder(input.Models[index]).FirstOrDefault(candidate => candidate.IsAvailable) is not { } candidate)
        {
            yield break;
        }

        foreach (var process in originals.ProcessesOf(index))
        {
            var (before, after) = (originals.Standing(process), originals.With(index, candidate).Standing(process));
            yield return $"{candidate.Scheme} in {process.Name}: {Change(before.Peak, after.Peak)}; {Worth(before, after)}";
        }
    }

    private static string Change(ByteSize before, ByteSize after) => after < before
        ? $"peak {Words.Change(before, after)}, {before - after} saved"
        : $"peak {Words.Change(before, after)}, nothing saved";

    private static string Worth(Standing before, Standing after)
    {
        if (before.Process.Budget is not { } budget)
        {
            return after.Peak < before.Peak ? "no budget to judge it by" : "not worth it for memory";
        }

        if (before.Fits)
        {
            return $"not worth it: {budget - before.Peak} of {Words.Limit(budget)} to spare already";
        }

        return after.Fits ? $"needed: the original is {before.Peak - budget} above {Words.Limit(budget)}"
            : before.Exceeds ? $"not enough: still {(after.Exceeds ? $"{after.Peak - budget} above" : "not confirmed below")} {Words.Limit(budget)}"
            : $"not confirmed: the peak is a lower bound, budget {Words.Limit(budget)}";
    }
}
