using QuantBuild.Requests;

namespace QuantBuild.Steps;

/// <summary>Names models in slots and messages: the file name without extension, or the item's path where two share it.</summary>
internal static class ModelNames
{
    public static IReadOnlyList<string> Of(IReadOnlyList<ModelRequest> requests)
    {
        var counts = requests.CountBy(Short, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return [.. requests.Select(request => counts[Short(request)] == 1 ? Short(request) : request.DisplayPath)];
    }

    private static string Short(ModelRequest request) => Path.GetFileNameWithoutExtension(request.Path);
}
