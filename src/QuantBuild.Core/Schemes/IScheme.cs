using QuantBuild.Formats;

namespace QuantBuild.Schemes;

/// <summary>One way to lower a model's precision: structure in, plan out; moves no bytes. Registered in <see cref="QuantizationSchemes"/>.</summary>
internal interface IScheme
{
    /// <summary>Name as in options and reports: <c>fp16</c>.</summary>
    string Name { get; }

    /// <summary>Plans better with numbers from a run; without them it plans by the structure alone.</summary>
    bool NeedsObservations => false;

    /// <param name="document">The original.</param>
    /// <param name="options">What a person said.</param>
    /// <param name="observations">Numbers from a run; null where none was made.</param>
    SchemeOutcome Plan(ModelDocument document, SchemeOptions options, Observations? observations);
}
