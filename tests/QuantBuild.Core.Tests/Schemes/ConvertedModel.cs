using QuantBuild.Diagnostics;
using QuantBuild.Execution;
using QuantBuild.Formats;
using QuantBuild.Formats.Onnx;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;
using QuantBuild.Schemes;
using QuantBuild.Schemes.Fp16;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Schemes;

/// <summary>A small model through a scheme (fp16 where none is said), and ONNX Runtime's word on original and result.</summary>
internal sealed class ConvertedModel
{
    private ConvertedModel(SchemeOutcome outcome, ModelProto? proto, CompareResponse? compared) => (Outcome, Proto, Compared) = (outcome, proto!, compared!);

    public SchemeOutcome Outcome { get; }

    public SchemePlan Plan => Outcome.Plan!;

    public ModelProto Proto { get; }

    public CompareResponse Compared { get; }

    public static ConvertedModel Of(ModelBuilder builder, SchemeOptions? options = null, byte[]? extra = null, IScheme? scheme = null, ObservedNoise? noise = null)
    {
        using var folder = new TestDirectory();
        var path = folder.File("model.onnx");
        File.WriteAllBytes(path, [.. builder.ToBytes(), .. extra ?? []]);
        var diagnostics = new DiagnosticBag(path);
        var document = ModelReader.Read(path, diagnostics);
        Assert.True(document is not null, string.Join('\n', diagnostics));
        scheme ??= new Fp16Scheme();
        var outcome = scheme.Plan(document, options ?? SchemeOptions.Default, scheme.NeedsObservations ? ConversionOutcome.Observe(path) with { Noise = noise } : null);
        if (outcome.Plan is not { } plan)
        {
            return new ConvertedModel(outcome, null, null);
        }

        var bytes = PlainLayoutWriter.Write(OnnxLayout.Of((OnnxModel)plan.Result));
        var artifact = folder.Write("fp16.onnx", bytes);
        return new ConvertedModel(outcome, ModelProto.Parser.ParseFrom(bytes), ConversionOutcome.Compare(path, artifact, OptimizationLevel.All));
    }

    /// <summary>Loads, runs, and every floating-point output is as close as float16 is.</summary>
    public ConvertedModel RunsLikeTheOriginal(double sqnr = 40)
    {
        Assert.Null(Compared.OriginalFailure);
        Assert.True(Compared.ArtifactFailure is null, Compared.ArtifactFailure?.Message);
        Assert.All(Compared.Outputs, output =>
        {
            Assert.Null(output.Incomparable);
            Assert.True(output.SqnrDb is null || output.SqnrDb > sqnr, $"{output.Name}: {output.SqnrDb} dB");
            Assert.Equal(0, output.NotFinite);
        });
        return this;
    }

    public ElementType TypeOfInitializer(string name) => (ElementType)Proto.Graph.Initializer.Single(tensor => tensor.Name == name).DataType;

    public IEnumerable<NodeProto> Nodes(string operatorType) => Proto.Graph.Node.Where(node => node.OpType == operatorType);

    public static ElementType TypeOf(ValueInfoProto value) => (ElementType)value.Type.TensorType.ElemType;
}
