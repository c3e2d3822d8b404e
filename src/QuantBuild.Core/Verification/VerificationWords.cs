namespace QuantBuild.Verification;

/// <summary>How findings are put: about an artifact that waits for its place, or about two models that a person compares.</summary>
internal sealed class VerificationWords
{
    public static readonly VerificationWords OfArtifact = new();

    public static readonly VerificationWords OfComparison = new();

    private VerificationWords()
    {
    }

    /// <summary>An error: what is wrong, and the next step of the one or the other.</summary>
    public string Refused(string reason, string next, string nextInComparison)
    {
        var what = reason.TrimEnd('.');
        return Of($"The artifact was not put in place: {what}. {next}.", $"{char.ToUpperInvariant(what[0])}{what[1..]}. {nextInComparison}.");
    }

    public string Of(string artifact, string comparison) => this == OfArtifact ? artifact : comparison;
}
