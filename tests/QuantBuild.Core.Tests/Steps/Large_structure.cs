using QuantBuild.Diagnostics;
using QuantBuild.Formats;
using QuantBuild.Inspection;
using QuantBuild.Requests;
using QuantBuild.Schemes;
using QuantBuild.Steps;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Steps;

public sealed class Large_structure : IDisposable
{
    private readonly TestDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(100, false)]
    [InlineData(20_000, true)]
    public void Is_read_twice_and_assessed_as_if_it_were_kept(int nodes, bool large)
    {
        var path = _folder.File("m.onnx");
        ManyNodesModel.Write(path, nodes);
        var request = new ModelRequest { Path = path, DisplayPath = "m.onnx", Scheme = QuantizationSchemes.Fp16 };
        var document = ModelReader.Read(path, new DiagnosticBag(path))!;
        Assert.Equal(large, document.IsLarge);

        var assessment = Assessor.Assess(request, "m", new DiagnosticBag(path))!;

        var candidate = Assert.Single(assessment.Candidates, candidate => candidate.Scheme == QuantizationSchemes.Fp16);
        var plan = Assessor.Plan(QuantizationSchemes.Find(QuantizationSchemes.Fp16)!, document, request, null).Plan!;
        var profile = Assessor.Profile(request, document);
        Assert.Equal(profile.Project(document, ModelInspector.Inspect(document), request.RuntimeOptions).Peak, assessment.Original.Peak);
        Assert.Equal(profile.Project(plan.Result, ModelInspector.Inspect(plan.Result), request.RuntimeOptions).Peak, candidate.Projection!.Peak);
        Assert.Equal(plan.OutputSize, candidate.OutputSize);
    }
}
