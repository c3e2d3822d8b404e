using QuantBuild.Formats;
using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Schemes.Fp16;

namespace QuantBuild.Schemes.Mixed;

/// <summary>
/// float16 as in <see cref="Fp16Scheme"/>, apart from regions in float32: sensitive operators, nodes that make or take what an observation
/// showed float16 cannot hold, and what stands between them.
/// </summary>
internal sealed class MixedScheme : IScheme
{
    public string Name => QuantizationSchemes.Mixed;

    public bool NeedsObservations => true;

    public SchemeOutcome Plan(ModelDocument document, SchemeOptions options, Observations? observations) =>
        HalfConversion.Plan(Name, document, options, observations, (scopes, nodes) =>
        {
            var ranges = new OutOfRangeValues(observations);
            var large = new LargeTensors(scopes, nodes);
            return new HalfChoice(Float32Regions.Choose(scopes, nodes, options.KeepIoTypes, MustStay, large), large.Contains, ranges.Stored);

            string? MustStay(GraphNode node) => ranges.At(node) ?? SensitiveOperators.Of(node) ?? BeforeNormalization.Of(node);
        });
}
