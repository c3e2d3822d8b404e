using Microsoft.ML.OnnxRuntime;
using QuantBuild.Models;

namespace QuantBuild.Execution;

/// <summary>A model in an ONNX Runtime session, set up for one run that is the same on every machine.</summary>
internal sealed class RunnableModel : IDisposable
{
    private readonly InferenceSession _session;

    private RunnableModel(InferenceSession session, InputShapes shapes)
    {
        _session = session;
        Inputs = InputPort.Of(session.InputMetadata, shapes);
    }

    public IReadOnlyList<InputPort> Inputs { get; }

    public IReadOnlyList<string> OutputNames => _session.OutputNames;

    /// <summary>Creates the session; null where ONNX Runtime refuses the model.</summary>
    public static RunnableModel? Open(string path, OptimizationLevel level, InputShapes shapes, out ModelFailure? failure)
    {
        using var options = Options(Reproducible(level));
        return Open(() => new InferenceSession(path, options), shapes, out failure);
    }

    /// <summary>As an application opens it.</summary>
    public static RunnableModel? Open(string path, SessionSettings settings, InputShapes shapes, out ModelFailure? failure)
    {
        using var options = Options(settings);
        return Open(() => new InferenceSession(path, options), shapes, out failure);
    }

    /// <summary>A model in memory, run node by node as it is written; its external data lies in <paramref name="folder"/>.</summary>
    public static RunnableModel? OpenAsWritten(byte[] model, string folder, InputShapes shapes, out ModelFailure? failure)
    {
        using var options = Options(Reproducible(OptimizationLevel.Basic));
        options.GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL;
        options.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", folder);
        return Open(() => new InferenceSession(model, options), shapes, out failure);
    }

    /// <summary>Runs it once; null where ONNX Runtime fails. The caller owns the outputs, which stand in the order of their names.</summary>
    public IDisposableReadOnlyCollection<OrtValue>? Run(
        IReadOnlyDictionary<string, OrtValue> inputs, IReadOnlyCollection<string> outputNames, out ModelFailure? failure)
    {
        using var options = new RunOptions();
        try
        {
            failure = null;
            return _session.Run(options, inputs, outputNames);
        }
        catch (OnnxRuntimeException exception)
        {
            failure = new ModelFailure(FailureStage.Run, OneLine(exception));
            return null;
        }
    }

    public void Dispose() => _session.Dispose();

    /// <summary>For one run that is the same on every machine.</summary>
    /// <remarks>
    /// One thread: the order of sums, and with it the last bits, must not depend on the machine's cores. One run gains nothing from an arena,
    /// and outputs outlive the session.
    /// </remarks>
    private static SessionSettings Reproducible(OptimizationLevel level) => new() { Level = level, Threads = 1, Arena = false, Pattern = false };

    private static SessionOptions Options(SessionSettings settings)
    {
        var options = new SessionOptions
        {
            GraphOptimizationLevel = settings.Level switch
            {
                OptimizationLevel.Basic => GraphOptimizationLevel.ORT_ENABLE_BASIC,
                OptimizationLevel.Extended => GraphOptimizationLevel.ORT_ENABLE_EXTENDED,
                _ => GraphOptimizationLevel.ORT_ENABLE_ALL,
            },
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            IntraOpNumThreads = settings.Threads,
            EnableCpuMemArena = settings.Arena,
            EnableMemoryPattern = settings.Pattern,
        };
        if (!settings.Prepack)
        {
            options.AddSessionConfigEntry("session.disable_prepacking", "1");
        }

        return options;
    }

    private static RunnableModel? Open(Func<InferenceSession> create, InputShapes shapes, out ModelFailure? failure)
    {
        try
        {
            failure = null;
            return new RunnableModel(create(), shapes);
        }
        catch (OnnxRuntimeException exception)
        {
            failure = new ModelFailure(FailureStage.Load, OneLine(exception));
            return null;
        }
    }

    private static string OneLine(OnnxRuntimeException exception) =>
        string.Join(' ', exception.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
