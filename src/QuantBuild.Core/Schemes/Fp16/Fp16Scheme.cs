using QuantBuild.Formats;

namespace QuantBuild.Schemes.Fp16;

/// <summary>Weights and computation in float16 wherever the operators admit it; inputs and outputs keep their types unless asked otherwise.</summary>
internal sealed class Fp16Scheme : IScheme
{
    public string Name => QuantizationSchemes.Fp16;

    public SchemeOutcome Plan(ModelDocument document, SchemeOptions options, Observations? observations) =>
        HalfConversion.Plan(Name, document, options, observations, (_, nodes) => HalfChoice.All(nodes));
}
