using QuantBuild.Models;

namespace QuantBuild.Rewriting;

/// <summary>One file of an artifact.</summary>
/// <param name="Name">Its file name.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Hash"><c>xxh128:…</c>, see <see cref="BlockHash"/>.</param>
internal sealed record WrittenFile(string Name, ByteSize Size, string Hash);
