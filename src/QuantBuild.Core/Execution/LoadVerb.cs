using QuantBuild.Models;

namespace QuantBuild.Execution;

/// <summary>Loads one model.</summary>
internal sealed class LoadVerb : ExecutionVerb<LoadRequest, LoadResponse>
{
    public override string Name => "load";

    public override LoadResponse Run(LoadRequest request)
    {
        using var model = RunnableModel.Open(request.Model, request.Level, InputShapes.None, out var failure);
        return new LoadResponse(failure);
    }
}
