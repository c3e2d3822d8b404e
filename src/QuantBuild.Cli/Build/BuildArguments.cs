namespace QuantBuild.Cli.Build;

/// <summary>What the build's shim hands over: a response file, one token a line.</summary>
internal sealed record BuildArguments
{
    public required string Project { get; init; }

    /// <summary>Folder of everything that is kept between builds.</summary>
    public required string Intermediate { get; init; }

    /// <summary>The project's properties.</summary>
    public required string Settings { get; init; }

    /// <summary>The declared components, a block each.</summary>
    public required string Components { get; init; }

    /// <summary>One file a model, in item order.</summary>
    public required IReadOnlyList<string> ModelOptions { get; init; }

    public IReadOnlyList<string> ProcessOptions { get; init; } = [];

    /// <summary>The project's restore assets.</summary>
    public string? Assets { get; init; }

    /// <summary>Cores that MSBuild granted; 0 where it does not count them.</summary>
    public int Cores { get; init; }

    /// <summary>Process that waits for this one; where it is gone, nobody wants the result.</summary>
    public int? Parent { get; init; }

    public static BuildArguments Read(string responseFile)
    {
        var lines = File.ReadAllLines(responseFile);
        if (lines is not ["build", ..] || lines.Length % 2 == 0)
        {
            throw new FormatException($"'{responseFile}' is not a request of the build targets.");
        }

        var values = lines.Skip(1).Chunk(2).ToLookup(pair => pair[0], pair => pair[1]);
        return new BuildArguments
        {
            Project = values["--project"].Single(),
            Intermediate = values["--intermediate"].Single(),
            Settings = values["--settings"].Single(),
            Components = values["--components"].Single(),
            ModelOptions = [.. values["--model-options"]],
            ProcessOptions = [.. values["--process-options"]],
            Assets = values["--assets"].SingleOrDefault(),
            Cores = values["--cores"].SingleOrDefault() is { } cores ? int.Parse(cores) : 0,
            Parent = values["--parent"].SingleOrDefault() is { } parent ? int.Parse(parent) : null,
        };
    }
}
