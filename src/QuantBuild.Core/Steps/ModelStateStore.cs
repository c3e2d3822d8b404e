using System.IO.Hashing;
using System.Text;
using QuantBuild.Diagnostics;
using QuantBuild.Requests;
using QuantBuild.Rewriting;
using QuantBuild.Steps.States;

namespace QuantBuild.Steps;

/// <summary>Keeps <see cref="ModelState"/>s in a folder, each behind its hash; what another tool wrote or something damaged is no state, and the model is read again.</summary>
internal sealed class ModelStateStore(string folder)
{
    private const string Extension = ".state";

    private const int LongestName = 40;

    private const int HashLength = 16;

    public ModelState? Load(ModelRequest model)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(PathOf(model));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        if (bytes.Length < HashLength || !XxHash128.Hash(bytes.AsSpan(HashLength)).AsSpan().SequenceEqual(bytes.AsSpan(0, HashLength)))
        {
            return null;
        }

        using var source = new BinaryReader(new MemoryStream(bytes, HashLength, bytes.Length - HashLength));
        return source.ReadString() == ToolVersion.Identity ? FieldsOfModel.State(new StateReader(source), null) : null;
    }

    public void Save(ModelRequest model, ModelState state)
    {
        using var fields = new MemoryStream();
        using (var target = new BinaryWriter(fields, Encoding.UTF8, leaveOpen: true))
        {
            target.Write(ToolVersion.Identity);
            FieldsOfModel.State(new StateWriter(target), state);
        }

        var bytes = fields.ToArray();
        Directory.CreateDirectory(folder);
        WholeFile.Write(PathOf(model), file =>
        {
            file.Write(XxHash128.Hash(bytes));
            file.Write(bytes);
        });
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
