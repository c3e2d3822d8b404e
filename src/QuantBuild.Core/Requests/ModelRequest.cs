using QuantBuild.Formats;
using QuantBuild.Memory;
using QuantBuild.Policy;
using QuantBuild.Schemes;
using QuantBuild.Verification;

namespace QuantBuild.Requests;

/// <summary>One <c>QuantizeModel</c> item, or one model at the prompt: values read, legal, and typed.</summary>
internal sealed record ModelRequest
{
    /// <summary>Absolute path of the source.</summary>
    public required string Path { get; init; }

    /// <summary>As the person wrote it, with <c>/</c>: relative to the project or the current folder.</summary>
    public required string DisplayPath { get; init; }

    public ModelMode Mode { get; init; } = ModelMode.Auto;

    /// <summary><c>auto</c> or the name of a scheme.</summary>
    public string Scheme { get; init; } = "auto";

    /// <summary>Runtime profile; null takes the format's default.</summary>
    public string? Runtime { get; init; }

    public Device Device { get; init; } = Device.Server;

    public IReadOnlyList<string> Processes { get; init; } = ["default"];

    public bool AccuracyCritical { get; init; }

    public bool Resident { get; init; } = true;

    public int Sessions { get; init; } = 1;

    /// <summary>Name of the switch that loads it when the process starts.</summary>
    public string? Setting { get; init; }

    /// <summary><c>Resident=true</c> was written, and is not only the default.</summary>
    public bool KeepsResident { get; init; }

    public SchemeOptions SchemeOptions { get; init; } = SchemeOptions.Default;

    public ExternalDataMode ExternalData { get; init; }

    public RuntimeOptions RuntimeOptions { get; init; } = RuntimeOptions.Default;

    /// <summary>Absolute path of a file or folder of inputs; null makes them up.</summary>
    public string? Samples { get; init; }

    public VerificationGate Gate { get; init; } = new();

    /// <summary>Absolute path an artifact is written to; null where nothing is to be written.</summary>
    public string? OutputPath { get; init; }

    /// <summary>Line of the item in the project file, where known.</summary>
    public int Line { get; init; } = 1;
}
