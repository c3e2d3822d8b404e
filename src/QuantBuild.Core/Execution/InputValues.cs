using Microsoft.ML.OnnxRuntime;

namespace QuantBuild.Execution;

/// <summary>Inputs by name, owned together. An output may be the very memory of an input: keep them as long as the outputs.</summary>
internal sealed class InputValues(IReadOnlyDictionary<string, OrtValue> values) : IDisposable
{
    public IReadOnlyDictionary<string, OrtValue> ByName => values;

    public void Dispose()
    {
        foreach (var value in values.Values)
        {
            value.Dispose();
        }
    }
}
