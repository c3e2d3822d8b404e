using QuantBuild.Diagnostics;
using QuantBuild.Formats;
using QuantBuild.Policy;
using QuantBuild.Reporting;
using QuantBuild.Requests;

namespace QuantBuild.Steps;

/// <summary>Plans every scheme that is built for every model, whatever the rules would choose; writes nothing.</summary>
internal static class PlanStep
{
    public static Report Add(RunRequest run, Report report)
    {
        var input = AssessmentStep.PolicyInput(run, AssessmentStep.Run(run));
        return report with
        {
            Models =
            [
                .. report.Models.Zip(run.Models, (model, request) => model.Facts is null ? model : model with { Plan = Plan(request, input) }),
            ],
        };
    }

    private static ModelPlan? Plan(ModelRequest request, PolicyInput input)
    {
        var index = input.Models.ToList().FindIndex(model => model.Assessment.Path == request.Path);
        if (index < 0 || ModelReader.Read(request.Path, new DiagnosticBag(request.Path)) is not { } document)
        {
            return null;
        }

        return new ModelPlan(Assessor.EveryCandidate(request, document), [.. Assessor.Profile(request, document).Changes(document, request.RuntimeOptions)])
        {
            WhatIf = [.. WhatIf.Of(input, index)],
        };
    }
}
