namespace QuantBuild.Execution;

/// <summary>Where the inputs of a run come from.</summary>
internal interface IInputSource
{
    /// <summary>Values for every input a model asks for; null where one is not to be had.</summary>
    InputValues? For(IReadOnlyList<InputPort> ports, out ModelFailure? failure);
}
