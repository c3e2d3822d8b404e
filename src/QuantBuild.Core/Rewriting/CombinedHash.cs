using System.IO.Hashing;
using System.Text;

namespace QuantBuild.Rewriting;

/// <summary>One hash for a model: of its file, or with external data over the hashes of all its files, the model's first.</summary>
internal static class CombinedHash
{
    public static string Of(IEnumerable<string> hashes) => hashes.ToList() is var list && list.Count == 1
        ? list[0]
        : "xxh128:" + Convert.ToHexStringLower(XxHash128.Hash(Encoding.ASCII.GetBytes(string.Concat(list))));
}
