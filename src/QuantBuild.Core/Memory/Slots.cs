namespace QuantBuild.Memory;

/// <summary>The places of a process that a component may stand in for.</summary>
internal static class Slots
{
    public const string Host = "host";

    public const string Runtime = "runtime";

    public static string Weights(string model) => $"weights:{model}";

    public static string Activations(string model) => $"activations:{model}";

    /// <summary>A process with one profile has one <c>runtime</c>; with two, each is named.</summary>
    public static string RuntimeOf(string profile, IReadOnlyList<ProcessMember> members) =>
        Profiles(members).Count > 1 ? $"{Runtime}:{profile}" : Runtime;

    /// <summary>Every slot of a process, in the order of a stack.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<ProcessMember> members) =>
    [
        Host,
        .. Runtimes(members),
        .. members.Select(member => Weights(member.Name)),
        .. members.Select(member => Activations(member.Name)),
    ];

    /// <summary>The slot a person means, or null where the process has none of that name.</summary>
    public static string? Resolve(string written, IReadOnlyList<ProcessMember> members)
    {
        var profiles = Profiles(members);
        return profiles.Count == 1 && written == $"{Runtime}:{profiles[0]}" ? Runtime : Of(members).FirstOrDefault(slot => slot == written);
    }

    private static IReadOnlyList<string> Runtimes(IReadOnlyList<ProcessMember> members) =>
        Profiles(members) is { Count: > 1 } profiles ? [.. profiles.Select(profile => RuntimeOf(profile, members))] : [Runtime];

    private static List<string> Profiles(IReadOnlyList<ProcessMember> members) =>
        [.. members.Select(member => member.Projection.Profile).Distinct(StringComparer.Ordinal)];
}
