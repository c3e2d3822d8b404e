using QuantBuild.Diagnostics;
using QuantBuild.Memory;

namespace QuantBuild.Policy;

/// <summary>Components that stand in for a slot nobody has; that their processes exist was seen when they were read.</summary>
internal static class ComponentCheck
{
    public static IEnumerable<Diagnostic> Of(PolicyInput input)
    {
        var shipped = new ShippedModels(input);
        foreach (var component in input.Components)
        {
            foreach (var process in input.Processes.Where(process => component.Processes.Contains(process.Name)))
            {
                ProcessMember[] members = [.. shipped.Members(process)];
                if (component.Replaces is { } slot && Slots.Resolve(slot, members) is null)
                {
                    yield return new Diagnostic(Descriptors.UnknownName,
                        $"component '{component.Name}' replaces '{slot}', which process '{process.Name}' does not have; its slots: {Words.List(Slots.Of(members))}",
                        input.ProjectFile);
                }
            }
        }
    }
}
