using QuantBuild.Execution.Measuring;
using QuantBuild.Memory;
using QuantBuild.Models;
using QuantBuild.Policy;

namespace QuantBuild.Requests;

/// <summary>One run of the pipeline: what both front ends translate their options into.</summary>
internal sealed record RunRequest
{
    public required IReadOnlyList<ModelRequest> Models { get; init; }

    /// <summary>Declared processes; those only named by a model are added without a budget.</summary>
    public IReadOnlyList<PolicyProcess> Processes { get; init; } = [];

    public IReadOnlyList<MemoryComponent> Components { get; init; } = [];

    public PolicySettings Settings { get; init; } = PolicySettings.Default;

    /// <summary>Where diagnostics about processes and options are reported: the project file, else the current folder.</summary>
    public required string ProjectFile { get; init; }

    /// <summary>Write artifacts, or only decide and gate.</summary>
    public bool Write { get; init; }

    /// <summary>Run original and artifact in ONNX Runtime before the artifact is put in place.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>Where recommended switches are written to, relative to the project or the current folder; null writes none.</summary>
    public string? SettingsFile { get; init; }

    /// <summary>Bound on the buffers of all rewrites together.</summary>
    public ByteSize RewriteMemory { get; init; } = ByteSize.FromMegabytes(16);

    /// <summary>Threads and children at a time, for all models together; 0 takes <see cref="Cores"/>, and at most 2 for one rewrite.</summary>
    public int Threads { get; init; }

    /// <summary>Cores that were granted; 0 takes the machine's.</summary>
    public int Cores { get; init; }

    /// <summary>Gate on the measured memory of originals that can be run, in the place of the projected.</summary>
    public bool Measure { get; init; }

    /// <summary>Load originals in their runtime, and take what that needs in the place of what is projected for it.</summary>
    public bool Load { get; init; }

    /// <summary>Processes a model is measured in.</summary>
    public int Repeats { get; init; } = MeasureOptions.DefaultRepeats;

    /// <summary>Asks a rewrite, a verification or a measurement to stop; nothing is left at a final path.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Told what is done, from any thread; null where nobody watches.</summary>
    public Action<RunProgress>? Progress { get; init; }

    /// <summary>Folder that keeps assessments between builds; null remembers nothing.</summary>
    public string? StateFolder { get; init; }
}
