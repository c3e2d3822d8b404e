using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using QuantBuild.Requests;
using QuantBuild.Rewriting;

namespace QuantBuild.Steps;

/// <summary>Keeps <see cref="ModelState"/>s in a folder; a state that cannot be read is no state, and the model is read again.</summary>
internal sealed class ModelStateStore(string folder)
{
    private const string Extension = ".state";

    private const int LongestName = 40;

    public ModelState? Load(ModelRequest model)
    {
        try
        {
            using var file = File.OpenRead(PathOf(model));
            return JsonSerializer.Deserialize(file, ModelStateJson.Default.ModelState);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    public void Save(ModelRequest model, ModelState state)
    {
        Directory.CreateDirectory(folder);
        WholeFile.Write(PathOf(model), file => JsonSerializer.Serialize(file, state, ModelStateJson.Default.ModelState));
    }

    /// <summary>Forgets models that are no longer asked for.</summary>
    public void RemoveOthers(IEnumerable<ModelRequest> kept)
    {
        var paths = kept.Select(PathOf).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*" + Extension).Where(file => !paths.Contains(file)))
        {
            File.Delete(file);
        }
    }

    // Two models may share a file name; their paths they do not.
    private string PathOf(ModelRequest model)
    {
        var hash = Convert.ToHexStringLower(XxHash64.Hash(Encoding.UTF8.GetBytes(model.Path)));
        var name = Path.GetFileNameWithoutExtension(model.Path);
        return Path.Combine(folder, $"{name[..Math.Min(name.Length, LongestName)]}-{hash}{Extension}");
    }
}
