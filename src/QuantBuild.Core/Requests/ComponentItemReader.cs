using QuantBuild.Diagnostics;
using QuantBuild.Memory;

namespace QuantBuild.Requests;

/// <summary>Reads one <c>QuantizeMemoryComponent</c> item.</summary>
internal static class ComponentItemReader
{
    public static MemoryComponent? Read(RequestItem item, ICollection<Diagnostic> diagnostics)
    {
        var values = new SettingValues(item, null, diagnostics);
        var size = values.Size(ComponentMetadata.Size);
        if (size is null && !values.Failed)
        {
            values.Refuse(Descriptors.IllegalValue, $"{item.Kind} '{item.Include}' has no Size; legal: {ComponentMetadata.Size.Legal}.");
        }

        var component = new MemoryComponent(item.Include, size ?? default)
        {
            Processes = values.List(ComponentMetadata.Process),
            Phase = values.Choice<Phase>(ComponentMetadata.Phase),
            Optional = values.Flag(ComponentMetadata.Optional),
            Setting = values.Switch(ComponentMetadata.Setting),
            Replaces = ReadSlot(values),
        };
        if (component.Processes.Count == 0)
        {
            values.Illegal(ComponentMetadata.Process);
        }

        return values.Failed ? null : component;
    }

    // Whether the named model exists is for the projection to say, which knows the names; here only the form.
    private static string? ReadSlot(SettingValues values)
    {
        if (values.TextOrNull(ComponentMetadata.Replaces) is not { } slot)
        {
            return null;
        }

        var colon = slot.IndexOf(':', StringComparison.Ordinal);
        var kind = (colon < 0 ? slot : slot[..colon]).ToLowerInvariant();
        var known = (kind, colon) switch
        {
            ("host" or "runtime", < 0) => true,
            ("runtime", _) => RuntimeProfiles.Names.Contains(slot[(colon + 1)..].ToLowerInvariant()),
            ("weights" or "activations", > 0) => slot.Length > colon + 1,
            _ => false,
        };
        if (!known)
        {
            values.Refuse(Descriptors.UnknownName, $"{values.Subject(ComponentMetadata.Replaces)} names no slot; slots: {ComponentMetadata.Replaces.Legal}" +
                $" (profiles: {string.Join(", ", RuntimeProfiles.Names)}).");
        }

        return colon < 0 ? kind : kind + slot[colon..];
    }
}
