using QuantBuild.Formats;

namespace QuantBuild.Schemes;

/// <summary>One way to lower a model's precision: structure in, plan out; moves no bytes. Registered in <see cref="QuantizationSchemes"/>.</summary>
internal interface IScheme
{
    /// <summary>Name as in options and reports: <c>fp16</c>.</summary>
    string Name { get; }

    SchemeOutcome Plan(ModelDocument document, SchemeOptions options);
}
