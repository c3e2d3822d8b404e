namespace QuantBuild.Memory;

/// <summary>Another way to store or open a model, and what it would come to.</summary>
/// <param name="Change">The setting: <c>SessionOptions pattern=off</c>.</param>
/// <param name="Projection">With it.</param>
/// <param name="Needs">What it takes beside the setting; empty where nothing.</param>
internal sealed record SessionChange(string Change, ModelProjection Projection, string Needs = "")
{
    /// <summary>The model has to be stored anew; otherwise only a setting changes.</summary>
    public bool NewFile { get; init; }

    /// <summary>Every model of the process gets it, or none.</summary>
    public bool WholeProcess { get; init; }
}
