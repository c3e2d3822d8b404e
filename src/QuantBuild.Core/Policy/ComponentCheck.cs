using QuantBuild.Diagnostics;
using QuantBuild.Memory;

namespace QuantBuild.Policy;

/// <summary>Components that name a process or a slot nobody has.</summary>
internal static class ComponentCheck
{
    public static IEnumerable<Diagnostic> Of(PolicyInput input)
    {
        var shipped = new ShippedModels(input);
        foreach (var component in input.Components)
        {
            foreach (var name in component.Processes)
            {
                if (input.Processes.FirstOrDefault(process => process.Name == name) is not { } process)
                {
                    yield return Unknown(input, $"component '{component.Name}' names process '{name}'; known: {Words.List(input.Processes.Select(known => known.Name))}");
                }
                else if (component.Replaces is { } slot && Slots.Resolve(slot, [.. shipped.Members(process)]) is null)
                {
                    yield return Unknown(input,
                        $"component '{component.Name}' replaces '{slot}', which process '{name}' does not have; its slots: {Words.List(Slots.Of([.. shipped.Members(process)]))}");
                }
            }
        }
    }

    private static Diagnostic Unknown(PolicyInput input, string message) => new(Descriptors.UnknownName, message, input.ProjectFile);
}
