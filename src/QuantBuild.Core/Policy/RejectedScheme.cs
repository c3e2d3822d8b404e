namespace QuantBuild.Policy;

/// <summary>A scheme that was considered and not taken, with the reason.</summary>
internal sealed record RejectedScheme(string Scheme, string Reason);
