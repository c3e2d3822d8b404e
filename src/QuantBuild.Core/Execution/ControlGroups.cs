using System.Globalization;

namespace QuantBuild.Execution;

/// <summary>Memory limits of containers and services, in both versions of Linux' control groups.</summary>
internal static class ControlGroups
{
    /// <summary>What each group around this process leaves free; a group without a limit is not among them.</summary>
    public static IEnumerable<long> Free(string root)
    {
        var memberships = Path.Combine(root, "proc/self/cgroup");
        if (!File.Exists(memberships))
        {
            return [];
        }

        // Lines are "hierarchy:controllers:path"; the unified hierarchy has no controllers in its line.
        return File.ReadAllLines(memberships).Select(line => line.Split(':', 3)).Where(fields => fields.Length == 3).SelectMany(fields => fields[1] switch
        {
            "" => Around(Path.Combine(root, "sys/fs/cgroup"), fields[2]).Select(group => Left(group, "memory.max", "memory.current", "inactive_file")),
            var controllers when controllers.Split(',').Contains("memory") => Around(Path.Combine(root, "sys/fs/cgroup/memory"), fields[2])
                .Select(group => Left(group, "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file")),
            _ => [],
        }).OfType<long>();
    }

    /// <summary>The group and those it stands in. A container sees its own as the root, under a path of the host's.</summary>
    private static IEnumerable<string> Around(string hierarchy, string path)
    {
        for (var group = path.Trim('/'); group.Length > 0; group = Path.GetDirectoryName(group) ?? "")
        {
            yield return Path.Combine(hierarchy, group);
        }

        yield return hierarchy;
    }

    private static long? Left(string group, string limitFile, string usageFile, string reclaimable)
    {
        var (limit, usage) = (Number(Path.Combine(group, limitFile)), Number(Path.Combine(group, usageFile)));

        // File pages read once count as usage but are given up first.
        return limit is null || usage is null ? null : limit - usage + (Statistic(Path.Combine(group, "memory.stat"), reclaimable) ?? 0);
    }

    private static long? Number(string file) =>
        File.Exists(file) && long.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var value) ? value : null;

    private static long? Statistic(string file, string name) =>
        File.Exists(file) && File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name + " ", StringComparison.Ordinal)) is { } line &&
        long.TryParse(line.AsSpan(name.Length + 1), CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
}
