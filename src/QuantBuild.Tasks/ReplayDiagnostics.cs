using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace QuantBuild.Tasks;

/// <summary>Logs what the tool stored: after a run and, equally, when nothing had to run, so that a warning does not vanish on the second build.</summary>
[MSBuildMultiThreadableTask]
public sealed class ReplayDiagnostics : Task
{
    /// <summary>Absolute paths of <c>.diagnostics</c> files; those that do not exist say nothing.</summary>
    [Required]
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>What the tool ended with, or empty where it did not run.</summary>
    public string ExitCode { get; set; } = string.Empty;

    /// <summary>Reported on when the tool failed and left no word.</summary>
    [Required]
    public string ProjectFile { get; set; } = string.Empty;

    /// <inheritdoc />
    public override bool Execute()
    {
        foreach (var file in Files.Select(item => item.ItemSpec).Where(File.Exists))
        {
            foreach (var line in File.ReadAllLines(file))
            {
                CanonicalLine.Log(Log, line);
            }
        }

        if (ExitCode is not ("" or "0") && !Log.HasLoggedErrors)
        {
            Log.CodedError("QB5008", ProjectFile,
                "the tool ended with exit code {0} and left no diagnostic; build again with -v:detailed and report its output", ExitCode);
        }

        return !Log.HasLoggedErrors;
    }
}
