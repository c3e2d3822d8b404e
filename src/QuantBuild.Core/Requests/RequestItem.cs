namespace QuantBuild.Requests;

/// <summary>An item as it was found, before anything is understood: its metadata by name, and where to report on it.</summary>
internal sealed record RequestItem
{
    /// <summary><c>QuantizeModel</c>, <c>QuantizeProcess</c>, <c>QuantizeMemoryComponent</c>, or empty for a project's properties.</summary>
    public required string Kind { get; init; }

    /// <summary>As the person wrote it.</summary>
    public required string Include { get; init; }

    /// <summary>Absolute path of the file it names; empty where it names none.</summary>
    public string FullPath { get; init; } = "";

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Absolute path of an artifact; null where nothing is to be written.</summary>
    public string? OutputPath { get; init; }

    /// <summary>Where the item stands: the project file, or the current folder at a prompt.</summary>
    public required string File { get; init; }

    public int Line { get; init; } = 1;

    public int Column { get; init; } = 1;

    /// <summary>The values are options, so messages name options.</summary>
    public bool AtPrompt { get; init; }
}
