using QuantBuild.Diagnostics;
using QuantBuild.Formats.Onnx;
using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Memory.Shapes;
using QuantBuild.TestSupport;
using Xunit.Abstractions;

namespace QuantBuild.Core.Tests.Memory.Shapes;

public sealed class Shapes_of_real_models(ITestOutputHelper log)
{
    /// <summary>An If whose branches have other ranks, chosen by the data.</summary>
    private static readonly Dictionary<string, string> Undecidable = new(StringComparer.Ordinal) { ["occ_subgraph"] = "If n4 result_3" };

    public static IEnumerable<object[]> Models => RealModels.Folder is null ? [["none"]] : OnnxFiles.All;

    [RealModelTheory]
    [MemberData(nameof(Models))]
    public void Are_those_ONNX_Runtime_computes(string name)
    {
        var observed = ObservedShapes.Of(RealModels.Onnx(name), RealModelShapes.Of(name));
        var (values, facts) = Infer(name);
        var (equal, bounds) = (0, 0);
        var wrong = new List<string>();
        foreach (var value in values.Where(value => observed.ByName.ContainsKey(value.Name) && Undecidable.GetValueOrDefault(name) != $"{value.Producer} {value.Name}"))
        {
            var (type, shape) = observed.ByName[value.Name];
            if (facts[value] is { Concrete: { } concrete } known && known.Type == type
                && (concrete.Equals(shape) || (known.IsUpperBound && concrete.Elements >= shape.Elements)))
            {
                equal++;
                bounds += known.IsUpperBound ? 1 : 0;
            }
            else
            {
                wrong.Add($"{value.Producer} {value.Name}: {facts[value]}, ran as {type} {shape}");
            }
        }

        log.WriteLine($"{name}: {equal} of {equal + wrong.Count} equal, {bounds} of them bounds. {observed.Failure}");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(10)));
    }

    [RealModelTheory]
    [MemberData(nameof(Models))]
    public void Are_known_at_load_where_ONNX_Runtime_knows_them(string name)
    {
        var theirs = ObservedShapes.KnownAtLoad(ModelProto.Parser.ParseFrom(File.ReadAllBytes(RealModels.Onnx(name))));
        var (values, facts) = Infer(name);
        var wrong = values.Where(value => theirs.ContainsKey(value.Name)).Select(value => (Value: value, Ours: facts[value]?.Known))
            .Where(pair => (IsKnown(pair.Ours) || IsKnown(theirs[pair.Value.Name])) && !theirs[pair.Value.Name].Equals(pair.Ours ?? KnownShape.OfRank(0)))
            .Select(pair => $"{pair.Value.Producer} {pair.Value.Name}: {pair.Ours}, the runtime says {theirs[pair.Value.Name]}")
            .ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(10)));
    }

    /// <summary>Only shapes of which nothing is missing decide anything.</summary>
    private static bool IsKnown(KnownShape? shape) => shape is { } known && known.Dimensions.All(dimension => !dimension.IsUnknown);

    private static (IReadOnlyList<GraphValue> Values, ValueTable<ValueFacts> Facts) Infer(string name)
    {
        var path = RealModels.Onnx(name);
        var model = OnnxReader.Read(path, new DiagnosticBag(path))!;
        var main = GraphBuilder.Build(model.Proto.Graph, out _)!;
        return ([.. main.Nodes.SelectMany(node => node.Outputs).OfType<GraphValue>()], GraphShapes.Infer(main, model.Proto, RealModelShapes.Of(name)));
    }
}
