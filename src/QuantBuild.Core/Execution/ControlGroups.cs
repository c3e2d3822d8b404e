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
            yield break;
        }

        // Lines are "hierarchy:controllers:path"; the unified hierarchy has no controllers in its line.
        foreach (var line in File.ReadAllLines(memberships))
        {
            if (line.Split(':', 3) is not [_, var controllers, var path] || (controllers.Length > 0 && !controllers.Split(',').Contains("memory")))
            {
                continue;
            }

            var unified = controllers.Length == 0;
            foreach (var group in Around(Path.Combine(root, unified ? "sys/fs/cgroup" : "sys/fs/cgroup/memory"), path))
            {
                var left = unified
                    ? Left(group, "memory.max", "memory.current", "inactive_file")
                    : Left(group, "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file");
                if (left is { } free)
                {
                    yield return free;
                }
            }
        }
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
