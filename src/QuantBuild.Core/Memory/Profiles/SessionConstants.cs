namespace QuantBuild.Memory.Profiles;

/// <summary>What a session takes beside its weights and activations.</summary>
internal sealed record SessionConstants
{
    /// <summary>Code of the runtime that becomes resident, and tables.</summary>
    public required double Megabytes { get; init; }

    /// <summary>Of these, pages of the library's file: where the page cache holds it in large folios, they came with the runtime already.</summary>
    public required double LibraryMegabytes { get; init; }

    /// <summary>For each node after the runtime's rewriting.</summary>
    public required double NodeMegabytes { get; init; }

    /// <summary>What the first run adds of its own.</summary>
    public required double FirstRunMegabytes { get; init; }

    /// <summary>The same after later runs.</summary>
    public required double LaterRunMegabytes { get; init; }

    /// <summary>Code that becomes resident when it runs first, for each operator that is executed.</summary>
    public required double OperatorMegabytes { get; init; }
}
