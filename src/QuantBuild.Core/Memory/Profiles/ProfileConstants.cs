namespace QuantBuild.Memory.Profiles;

/// <summary>The constants of a computed runtime profile, as its file of this folder has them. Megabytes are 1,048,576 bytes.</summary>
internal sealed record ProfileConstants
{
    /// <summary>Where the figures come from, in words.</summary>
    public required string Source { get; init; }

    /// <summary>By version of the runtime package, oldest first.</summary>
    public required IReadOnlyList<VersionConstants> Versions { get; init; }

    public required SessionConstants Session { get; init; }

    public required HeapConstants Heap { get; init; }

    public required BandConstants Band { get; init; }

    public required ControlFlowConstants ControlFlow { get; init; }

    public required MachineConstants Machine { get; init; }

    /// <summary>Programs before they load the runtime.</summary>
    public required IReadOnlyList<BaseConstants> Host { get; init; }

    /// <summary>The runtime before its first session.</summary>
    public required BaseConstants Runtime { get; init; }

    public BaseConstants HostOf(string name) => Host.FirstOrDefault(host => host.Name == name) ?? Host[0];

    /// <summary>Figures for a version: its own, or those of the nearest one that has some.</summary>
    public VersionConstants For(Version? version) => version is null
        ? Versions[^1]
        : Versions.FirstOrDefault(entry => entry.Covers(version))
            ?? (version < Versions[0].From ? Versions[0] : Versions[^1] with { Measured = false });

    public VersionConstants For(RuntimeOptions options) =>
        For(options.RuntimeVersion is { } text && Version.TryParse(text.Split('-', '+')[0], out var version) ? version : null);
}
