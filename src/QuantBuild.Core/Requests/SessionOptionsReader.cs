using System.Globalization;
using QuantBuild.Execution;

namespace QuantBuild.Requests;

/// <summary>Session options: <c>key=value</c> pairs in any order; what is not said is the runtime's default.</summary>
internal static class SessionOptionsReader
{
    public const string Legal = "key=value pairs separated by ';': level=all|extended|basic, pattern=on|off, arena=on|off, threads=0 (as the runtime chooses) to 1024, " +
        "prepack=on|off, heap=default|fixed";

    public static SessionSettings Read(SettingValues values)
    {
        if (Parse(values.Text(ModelMetadata.SessionOptions)) is { } settings)
        {
            return settings;
        }

        values.Illegal(ModelMetadata.SessionOptions);
        return SessionSettings.Default;
    }

    private static SessionSettings? Parse(string text)
    {
        SessionSettings? settings = SessionSettings.Default;
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.ToLowerInvariant().Split('=', StringSplitOptions.TrimEntries);
            settings = pair.Length == 2 && keys.Add(pair[0]) ? With(settings, pair[0], pair[1]) : null;
            if (settings is null)
            {
                return null;
            }
        }

        return settings;
    }

    private static SessionSettings? With(SessionSettings settings, string key, string value) => (key, value) switch
    {
        ("level", "all") => settings with { Level = OptimizationLevel.All },
        ("level", "extended") => settings with { Level = OptimizationLevel.Extended },
        ("level", "basic") => settings with { Level = OptimizationLevel.Basic },
        ("pattern", "on" or "off") => settings with { Pattern = value == "on" },
        ("arena", "on" or "off") => settings with { Arena = value == "on" },
        ("prepack", "on" or "off") => settings with { Prepack = value == "on" },
        ("heap", "default" or "fixed") => settings with { FixedHeap = value == "fixed" },
        ("threads", _) when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads <= 1024 =>
            settings with { Threads = threads },
        _ => null,
    };
}
