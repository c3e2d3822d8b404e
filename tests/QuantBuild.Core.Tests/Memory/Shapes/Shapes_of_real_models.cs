using QuantBuild.Diagnostics;
using QuantBuild.Formats.Onnx;
using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Memory.Shapes;
using QuantBuild.TestSupport;
using Xunit.Abstractions;

namespace QuantBuild.Core.Tests.Memory.Shapes;

public sealed class Shapes_of_real_models(ITestOutputHelper log)
{
    public static IEnumerable<object[]> Models => RealModels.Folder is null ? [["none"]] : OnnxFiles.All;

    [RealModelTheory]
    [MemberData(nameof(Models))]
    public void Are_those_ONNX_Runtime_computes(string name)
    {
        var path = RealModels.Onnx(name);
        var observed = ObservedShapes.Of(path, RealModelShapes.Of(name));
        var model = OnnxReader.Read(path, new DiagnosticBag(path))!;
        var main = GraphBuilder.Build(model.Proto.Graph, out _)!;
        var facts = GraphShapes.Infer(main, model.Proto, RealModelShapes.Of(name));
        var (equal, bounds, unknown, wrong) = (0, 0, new List<string>(), new List<string>());
        foreach (var value in main.Nodes.SelectMany(node => node.Outputs).OfType<GraphValue>())
        {
            if (!observed.ByName.TryGetValue(value.Name, out var ran))
            {
                continue;
            }

            var known = facts.GetValueOrDefault(value);
            if (known?.Concrete is not { } concrete)
            {
                unknown.Add($"{value.Producer} {value.Name}: {ran.Shape}");
            }
            else if (known.Type != ran.Type || (!concrete.Equals(ran.Shape) && !(known.IsUpperBound && concrete.Elements >= ran.Shape.Elements)))
            {
                wrong.Add($"{value.Producer} {value.Name}: {known.Type} {concrete}, ran as {ran.Type} {ran.Shape}");
            }
            else
            {
                equal++;
                bounds += known.IsUpperBound ? 1 : 0;
            }
        }

        log.WriteLine($"{name}: {equal} of {observed.ByName.Count} equal, {bounds} of them bounds, {unknown.Count} unknown, {wrong.Count} wrong. {observed.Failure}");
        unknown.Take(5).ToList().ForEach(line => log.WriteLine("  unknown " + line));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(10)));
    }
}
