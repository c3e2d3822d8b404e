using QuantBuild.Requests;

namespace QuantBuild.Steps;

/// <summary>Names models in slots and messages: the file name without extension, or the item's path where two share it.</summary>
internal static class ModelNames
{
    public static IReadOnlyList<string> Of(IReadOnlyList<ModelRequest> requests)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var shared = new HashSet<string>(requests.Select(Short).Where(name => !taken.Add(name)), StringComparer.Ordinal);
        return [.. requests.Select(request => shared.Contains(Short(request)) ? request.DisplayPath : Short(request))];
    }

    private static string Short(ModelRequest request) => Path.GetFileNameWithoutExtension(request.Path);
}
