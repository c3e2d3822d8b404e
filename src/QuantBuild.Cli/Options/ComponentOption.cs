using QuantBuild.Diagnostics;
using QuantBuild.Memory;
using QuantBuild.Requests;

namespace QuantBuild.Cli.Options;

/// <summary><c>Name=70MB,peak,optional,setting=X,replaces=host</c> as a declared component.</summary>
internal static class ComponentOption
{
    public const string Form = "Name=70MB[,idle|peak][,optional][,setting=X][,replaces=host][,process=app]";

    public static RequestItem? Read(string text, string processes, string file, ICollection<Diagnostic> diagnostics)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        var (name, size) = Pair(parts[0]);
        var metadata = new Dictionary<string, string> { [ComponentMetadata.Process.Name] = processes };
        var legal = name.Length > 0 && size is { Length: > 0 };
        if (legal)
        {
            metadata[ComponentMetadata.Size.Name] = size!;
        }

        foreach (var part in parts.Skip(1))
        {
            legal &= Add(metadata, part);
        }

        if (!legal)
        {
            diagnostics.Add(new Diagnostic(Descriptors.IllegalValue, $"--component '{text}' is not legal; legal: {Form}.", file));
            return null;
        }

        return new RequestItem { Kind = "QuantizeMemoryComponent", Include = name, Metadata = metadata, File = file };
    }

    private static bool Add(Dictionary<string, string> metadata, string part)
    {
        var (key, value) = Pair(part);
        var name = (key.ToLowerInvariant(), value) switch
        {
            ("idle", null) => ComponentMetadata.Phase,
            ("peak", null) => ComponentMetadata.Phase,
            ("optional", null) => ComponentMetadata.Optional,
            ("setting", { Length: > 0 }) => ComponentMetadata.Setting,
            ("replaces", { Length: > 0 }) => ComponentMetadata.Replaces,
            ("process", { Length: > 0 }) => ComponentMetadata.Process,
            _ => null,
        };
        if (name is null)
        {
            return false;
        }

        metadata[name.Name] = value ?? (name == ComponentMetadata.Optional ? "true" : key.Equals("peak", StringComparison.OrdinalIgnoreCase) ? nameof(Phase.Peak) : nameof(Phase.Idle));
        return true;
    }

    private static (string Key, string? Value) Pair(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (text, null) : (text[..equals].TrimEnd(), text[(equals + 1)..].TrimStart());
    }
}
