using QuantBuild.Formats;
using QuantBuild.Inspection;

namespace QuantBuild.Memory;

/// <summary>Turns a model into memory, as one runtime would use it. Registered in <see cref="RuntimeProfiles"/>.</summary>
internal interface IRuntimeProfile
{
    /// <summary><c>by-size</c>, <c>onnxruntime-cpu</c>.</summary>
    string Name { get; }

    /// <param name="document">An original or a plan's result alike.</param>
    /// <param name="facts">Facts of that document.</param>
    /// <param name="options">How it will be run.</param>
    ModelProjection Project(ModelDocument document, ModelFacts facts, RuntimeOptions options);

    /// <summary>Other ways to store or open the same model, each projected.</summary>
    IEnumerable<SessionChange> Changes(ModelDocument document, RuntimeOptions options);
}
