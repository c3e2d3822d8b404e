namespace QuantBuild.Execution;

/// <summary>Where the kernel has to end some process for want of memory, it should be this one.</summary>
internal static class MemoryPriority
{
    private const string Adjustment = "/proc/self/oom_score_adj";

    public static void GiveWay()
    {
        if (!File.Exists(Adjustment))
        {
            return;
        }

        try
        {
            File.WriteAllText(Adjustment, "1000");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A courtesy to the rest of the machine; a sandbox that forbids it loses only that.
        }
    }
}
