namespace QuantBuild.Build.Tests;

/// <summary>Tests that <c>dotnet test</c> leaves out unless a filter asks for them; the project file has the default.</summary>
internal static class Ring
{
    public const string Trait = "Ring";

    /// <summary>Takes long, or needs packages from the machine's own sources.</summary>
    public const string Wide = "Wide";
}
