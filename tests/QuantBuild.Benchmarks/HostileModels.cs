using Google.Protobuf;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.TestSupport;

namespace QuantBuild.Benchmarks;

/// <summary>Models that are damaged everywhere: each has one answer, and none takes long.</summary>
internal static class HostileModels
{
    private static readonly byte[] Masks = [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xFF];

    /// <summary>Every byte flipped nine ways, and every truncation, of ten small models.</summary>
    public static int EveryByte()
    {
        using var tally = new HostileTally();
        foreach (var (name, original) in SmallModels.All)
        {
            var bytes = original.ToArray();
            for (var i = 0; i < bytes.Length; i++)
            {
                tally.Add(bytes[..i], $"{name} cut to {i} bytes");
                foreach (var mask in Masks)
                {
                    bytes[i] ^= mask;
                    tally.Add(bytes, $"byte {i} of {name} xor {mask:X2}");
                    bytes[i] ^= mask;
                }
            }

            tally.Print(name);
        }

        return tally.Finish();
    }

    /// <summary>Every model of a folder as it is, then with so many seeded changes of its structure.</summary>
    public static int Mutations(string folder, int count)
    {
        using var tally = new HostileTally();
        foreach (var path in Directory.EnumerateFiles(folder, "*.onnx", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var bytes = File.ReadAllBytes(path);
            var name = Path.GetRelativePath(folder, path);
            tally.Add(bytes, name);
            var original = ModelProto.Parser.ParseFrom(bytes);
            for (var seed = 0; seed < count; seed++)
            {
                var model = original.Clone();
                new ModelMutation(new Random(HashCode(name, seed))).Apply(model);
                tally.Add(model.ToByteArray(), $"{name}, seed {seed}");
            }
        }

        tally.Print(folder);
        return tally.Finish();
    }

    /// <summary>The same on every run, other than a string's own.</summary>
    private static int HashCode(string name, int seed) => name.Aggregate(seed, (hash, letter) => unchecked(hash * 31 + letter));
}
