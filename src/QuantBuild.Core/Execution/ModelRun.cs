using Microsoft.ML.OnnxRuntime;
using QuantBuild.Models;

namespace QuantBuild.Execution;

/// <summary>What is left of a run once its session is gone: the outputs, and the inputs whose memory they may share.</summary>
internal sealed class ModelRun : IDisposable
{
    private readonly InputValues? _inputs;
    private readonly IDisposableReadOnlyCollection<OrtValue>? _outputs;

    private ModelRun(ModelFailure? failure, IReadOnlyList<InputPort> ports, InputValues? inputs = null,
        IReadOnlyList<string>? names = null, IDisposableReadOnlyCollection<OrtValue>? outputs = null)
    {
        (Failure, Inputs, _inputs, _outputs) = (failure, ports, inputs, outputs);
        Outputs = outputs is null ? new() : new(names!.Zip(outputs, KeyValuePair.Create));
    }

    public ModelFailure? Failure { get; }

    public IReadOnlyList<InputPort> Inputs { get; }

    /// <summary>In the model's order.</summary>
    public OrderedDictionary<string, OrtValue> Outputs { get; }

    public static ModelRun Of(string path, OptimizationLevel level, InputShapes shapes, Func<IReadOnlyList<InputPort>, IInputSource> inputsOf)
    {
        using var model = RunnableModel.Open(path, level, shapes, out var failure);
        if (model is null)
        {
            return new ModelRun(failure, []);
        }

        var inputs = inputsOf(model.Inputs).For(model.Inputs, out failure);
        var outputs = inputs is null ? null : model.Run(inputs.ByName, model.OutputNames, out failure);
        return new ModelRun(failure, model.Inputs, inputs, model.OutputNames, outputs);
    }

    public void Dispose()
    {
        _outputs?.Dispose();
        _inputs?.Dispose();
    }
}
