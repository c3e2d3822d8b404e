using System.Globalization;
using QuantBuild.Models;

namespace QuantBuild.Policy;

/// <summary>The rows' reasons that carry numbers.</summary>
internal static class RowReasons
{
    public static string AboveLimit(ModelCase model) => $"{Words.Compare(model.Size, ">", model.Settings.RequireAbove)}, must be quantized";

    public static string AlreadyQuantized(ModelCase model) =>
        string.Create(CultureInfo.InvariantCulture, $"already quantized: {model.Facts.KindInWords}, {model.Facts.BytesPerParameter:0.0} bytes per parameter");

    public static string SmallEnough(ModelCase model) => $"{Words.Compare(model.Size, "<", model.Settings.SkipBelow)}, small enough";

    public static string Fits(ModelCase model)
    {
        var tightest = model.Standings.MinBy(Spare)!;
        return model.Standings.Count == 1
            ? $"fits with {Spare(tightest)} to spare"
            : $"fits with {Spare(tightest)} to spare in {tightest.Process.Name}, the tightest of its processes";
    }

    public static string Between(ModelCase model)
    {
        var size = Words.Compare(model.Size, "≥", model.Settings.SkipBelow);
        return model.Standings.FirstOrDefault(standing => !standing.Fits) switch
        {
            { Exceeds: true } standing => $"{size}, and {standing.Process.Name} peaks at {Words.Compare(standing.Peak, ">", standing.Process.Budget!.Value)}",
            { Process.Budget: not null } standing => $"{size}, and the peak of {standing.Process.Name} is a lower bound, which cannot show that it fits",
            { } standing => $"{size}, and {standing.Process.Name} has no budget to show that it fits",
            null => size,
        };
    }

    private static ByteSize Spare(Standing standing) => standing.Process.Budget!.Value - standing.Peak;
}
