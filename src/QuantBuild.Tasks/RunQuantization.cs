using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace QuantBuild.Tasks;

/// <summary>Runs the tool once for all models of a project; what it has to say about them, it leaves in files.</summary>
[MSBuildMultiThreadableTask]
public sealed class RunQuantization : ToolTask
{
    private const int Clean = 0;
    private const int Failed = 1;
    private const int Findings = 2;
    private const int NotStarted = -1;

    /// <summary>The host found no framework that the tool can run on: https://github.com/dotnet/runtime/blob/main/docs/design/features/host-error-codes.md</summary>
    private const int FrameworkMissing = 150;

    /// <summary>For one model: more workers than these wait for the disk.</summary>
    private const int UsefulCores = 2;

    private string _lastError = string.Empty;
    private int _cores;

    /// <summary>Absolute path of <c>dotnet-quantize-check.dll</c>.</summary>
    [Required]
    public string Tool { get; set; } = string.Empty;

    /// <summary>The <c>dotnet</c> that builds; empty takes the one on the path.</summary>
    public string DotnetHost { get; set; } = string.Empty;

    /// <summary>Absolute path of the project.</summary>
    [Required]
    public string ProjectFile { get; set; } = string.Empty;

    /// <summary>Absolute folder of everything kept between builds.</summary>
    [Required]
    public string IntermediateFolder { get; set; } = string.Empty;

    /// <summary>File of the project's properties.</summary>
    [Required]
    public string SettingsFile { get; set; } = string.Empty;

    /// <summary>File of the declared components.</summary>
    [Required]
    public string ComponentsFile { get; set; } = string.Empty;

    /// <summary>A file a model, in item order.</summary>
    [Required]
    public ITaskItem[] ModelOptions { get; set; } = [];

    /// <summary>A file a process.</summary>
    public ITaskItem[] ProcessOptions { get; set; } = [];

    /// <summary>The project's restore assets; may not exist.</summary>
    public string AssetsFile { get; set; } = string.Empty;

    /// <inheritdoc />
    protected override string ToolName => Environment.OSVersion.Platform == PlatformID.Win32NT ? "dotnet.exe" : "dotnet";

    /// <inheritdoc />
    protected override Encoding StandardOutputEncoding => Encoding.UTF8;

    /// <inheritdoc />
    protected override Encoding StandardErrorEncoding => Encoding.UTF8;

    /// <inheritdoc />
    protected override string GenerateFullPathToTool() => DotnetHost.Length > 0 ? DotnetHost : ToolName;

    /// <inheritdoc />
    public override bool Execute()
    {
        if (!File.Exists(Tool))
        {
            Error("QB5008", $"the tool '{Tool}' does not exist; the package is not whole: delete its folder and restore again");
            return false;
        }

        if (Path.IsPathRooted(DotnetHost) && !File.Exists(DotnetHost))
        {
            Error("QB5009", $"'{DotnetHost}' is no dotnet executable; correct QuantBuildDotnetHost, or the environment's DOTNET_HOST_PATH");
            return false;
        }

        var cores = new GrantedCores(BuildEngine);
        _cores = cores.Request(Math.Max(UsefulCores, ModelOptions.Length));
        try
        {
            var passed = base.Execute();
            if (passed && ExitCode == Clean)
            {
                var list = new InputList(new IntermediateFiles(IntermediateFolder).List);
                list.AddFound([.. ModelOptions.Select(item => item.ItemSpec)], [.. ProcessOptions.Select(item => item.ItemSpec)]);
            }

            return passed;
        }
        finally
        {
            cores.Release();
        }
    }

    /// <inheritdoc />
    protected override int ExecuteTool(string pathToTool, string responseFileCommands, string commandLineCommands)
    {
        try
        {
            return base.ExecuteTool(pathToTool, responseFileCommands, commandLineCommands);
        }
        catch (Win32Exception exception)
        {
            Error("QB5009", $"'{pathToTool}' cannot be started ({exception.Message}); install the .NET 10 SDK, or set QuantBuildDotnetHost to its dotnet");
            return NotStarted;
        }
    }

    /// <inheritdoc />
    protected override string GenerateCommandLineCommands()
    {
        var commandLine = new CommandLineBuilder();
        commandLine.AppendSwitch("exec");
        commandLine.AppendFileNameIfNotNull(Tool);
        return commandLine.ToString();
    }

    /// <inheritdoc />
    protected override string GenerateResponseFileCommands()
    {
        var lines = new List<string> { "build" };
        void Add(string name, string value)
        {
            lines.Add(name);
            lines.Add(value);
        }

        Add("--project", ProjectFile);
        Add("--intermediate", IntermediateFolder);
        Add("--settings", SettingsFile);
        Add("--components", ComponentsFile);
        Array.ForEach(ModelOptions, file => Add("--model-options", file.ItemSpec));
        Array.ForEach(ProcessOptions, file => Add("--process-options", file.ItemSpec));
        Add("--parent", Process.GetCurrentProcess().Id.ToString(CultureInfo.InvariantCulture));
        Add("--cores", _cores.ToString(CultureInfo.InvariantCulture));
        if (AssetsFile.Length > 0)
        {
            Add("--assets", AssetsFile);
        }

        return string.Join("\n", lines);
    }

    /// <summary>Lines for people, never parsed: diagnostics come from files.</summary>
    protected override void LogEventsFromTextOutput(string singleLine, MessageImportance messageImportance)
    {
        if (messageImportance == StandardErrorLoggingImportance && singleLine.Trim().Length > 0)
        {
            _lastError = singleLine;
        }

        Log.LogMessage(messageImportance, "{0}", singleLine);
    }

    /// <inheritdoc />
    protected override MessageImportance StandardOutputLoggingImportance => MessageImportance.High;

    /// <inheritdoc />
    protected override MessageImportance StandardErrorLoggingImportance => MessageImportance.Normal;

    /// <inheritdoc />
    protected override bool HandleTaskExecutionErrors()
    {
        if (ExitCode is not (Clean or Failed or Findings) && !Log.HasLoggedErrors && !CanonicalLine.Log(Log, _lastError))
        {
            Error(ExitCode == FrameworkMissing ? "QB5009" : "QB5008", HowItDied());
        }
        else if (ExitCode == Failed)
        {
            CanonicalLine.Log(Log, _lastError);
        }

        // Files say what is wrong; ReplayDiagnostics, which follows, makes errors of it.
        return !Log.HasLoggedErrors;
    }

    private void Error(string code, string message) => Log.CodedError(code, ProjectFile, "{0}", message);

    private string HowItDied()
    {
        var largest = ModelOptions.Select(SizeOfModel).DefaultIfEmpty().Max() / (1024.0 * 1024.0);
        var advice = string.Format(CultureInfo.InvariantCulture, "(largest model: {0:0.0} MB)", largest);
        var detail = _lastError.Length > 0 ? ": " + _lastError : string.Empty;
        return ExitCode switch
        {
            137 or 9 => $"the tool was killed (exit code 137), probably because memory ran out {advice}; give the build more, or set QuantBuildVerify=false and a smaller QuantBuildRewriteMemory",
            134 or 6 => $"the tool aborted in native code (exit code 134) {advice}{detail}; set QuantBuildVerify=false to leave ONNX Runtime out, and report this line",
            139 or 11 => $"the tool crashed in native code (exit code 139) {advice}{detail}; set QuantBuildVerify=false to leave ONNX Runtime out, and report this line",
            FrameworkMissing => "the tool needs the .NET 10 runtime, and this dotnet has none; install it, or set QuantBuildDotnetHost to one that has",
            130 => "the tool was interrupted; nothing unfinished was left in place",
            _ => $"the tool ended with exit code {ExitCode} {advice}{detail}",
        };
    }

    private static long SizeOfModel(ITaskItem options)
    {
        const string Key = "FullPath=";
        var line = File.Exists(options.ItemSpec) ? File.ReadLines(options.ItemSpec).FirstOrDefault(text => text.StartsWith(Key, StringComparison.Ordinal)) : null;
        return line is not null && File.Exists(line.Substring(Key.Length)) ? new FileInfo(line.Substring(Key.Length)).Length : 0;
    }
}
