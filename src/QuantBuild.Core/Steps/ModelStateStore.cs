using System.Text.Json;

namespace QuantBuild.Steps;

/// <summary>Keeps <see cref="ModelState"/>s in a folder; a state that cannot be read is no state, and the model is read again.</summary>
internal sealed class ModelStateStore(string folder)
{
    public ModelState? Load(string stateName)
    {
        try
        {
            using var file = File.OpenRead(PathOf(stateName));
            return JsonSerializer.Deserialize(file, ModelStateJson.Default.ModelState);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    public void Save(string stateName, ModelState state)
    {
        Directory.CreateDirectory(folder);
        var path = PathOf(stateName);
        var temporary = path + ".tmp";
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(state, ModelStateJson.Default.ModelState));
        File.Move(temporary, path, overwrite: true);
    }

    private string PathOf(string stateName) => Path.Combine(folder, stateName + ".state");
}
