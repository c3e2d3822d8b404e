using QuantBuild.Formats;
using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Schemes.Fp16;

namespace QuantBuild.Schemes.Mixed;

/// <summary>
/// float16 as in <see cref="Fp16Scheme"/>, apart from regions in float32: sensitive operators, nodes that make or take what an observation
/// showed float16 cannot hold or whose rounding shows in the outputs, and what stands between them.
/// </summary>
internal sealed class MixedScheme : IScheme
{
    public string Name => QuantizationSchemes.Mixed;

    public bool NeedsObservations => true;

    public SchemeOutcome Plan(ModelDocument document, SchemeOptions options, Observations? observations) =>
        HalfConversion.Plan(Name, document, options, observations, (scopes, nodes) =>
        {
            var ranges = new OutOfRangeValues(observations);
            var loud = nodes.Where((_, index) => observations?.Noise?.Float32.Any(span => span.Contains(index)) == true).Select(plan => plan.Node).ToHashSet();
            var large = new LargeTensors(scopes, nodes);
            var rounded = observations?.Noise?.RoundsAll == true ? new LargeTensors(scopes, nodes, all: true) : large;
            return new HalfChoice(Float32Regions.Choose(scopes, nodes, options.KeepIoTypes, MustStay, large), rounded.Contains, ranges.Stored);

            string? MustStay(GraphNode node) => ranges.At(node) ?? SensitiveOperators.Of(node) ?? BeforeNormalization.Of(node) ?? (loud.Contains(node) ? "rounding that shows in the outputs" : null);
        });
}
