using QuantBuild.Diagnostics;
using QuantBuild.Formats;
using QuantBuild.Policy;

namespace QuantBuild.Steps;

/// <summary>Plans every scheme that is built, whatever the rules would choose; writes nothing.</summary>
internal static class PlanStep
{
    /// <summary>Null where the file was taken away since it was assessed.</summary>
    /// <param name="model">A model that could be read.</param>
    /// <param name="input">What was decided about, that model included.</param>
    public static ModelPlan? Of(AssessedModel model, PolicyInput input)
    {
        if (ModelReader.Read(model.Request.Path, new DiagnosticBag(model.Request.Path)) is not { } document)
        {
            return null;
        }

        var index = input.Models.TakeWhile(other => other.Assessment != model.Assessment).Count();
        return new ModelPlan(
            Assessor.EveryCandidate(model.Request, document),
            model.Assessment!.Changes ?? [.. Assessor.Profile(model.Request, document).Changes(document, model.Request.RuntimeOptions)])
        {
            WhatIf = [.. WhatIf.Of(input, index)],
        };
    }
}
