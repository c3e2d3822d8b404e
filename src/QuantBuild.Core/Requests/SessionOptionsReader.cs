namespace QuantBuild.Requests;

/// <summary>Session options: pairs in any order, of which only the defaults can be used yet.</summary>
internal static class SessionOptionsReader
{
    private static readonly Dictionary<string, string> Defaults = Pairs(ModelMetadata.SessionOptions.Default)!;

    public static void Check(SettingValues values)
    {
        var pairs = Pairs(values.Text(ModelMetadata.SessionOptions));
        if (pairs is null || pairs.Keys.Any(key => !Defaults.ContainsKey(key)))
        {
            values.Illegal(ModelMetadata.SessionOptions);
        }
        else if (pairs.Any(pair => !Defaults[pair.Key].Equals(pair.Value, StringComparison.OrdinalIgnoreCase)))
        {
            values.NotAvailable(ModelMetadata.SessionOptions);
        }
    }

    private static Dictionary<string, string>? Pairs(string text)
    {
        var pairs = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || !pairs.TryAdd(part[..equals].TrimEnd(), part[(equals + 1)..].TrimStart()))
            {
                return null;
            }
        }

        return pairs;
    }
}
