using System.Diagnostics;

namespace QuantBuild.Rewriting;

/// <summary>Whether whoever left something behind may still be at work on it.</summary>
internal static class RunningProcess
{
    public static bool Exists(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false; // The way this interface says that there is no such process.
        }
    }
}
