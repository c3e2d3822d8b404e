using QuantBuild.Models;

namespace QuantBuild.Reporting;

/// <summary>One file of an artifact in place.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Hash"><c>xxh128:…</c> of the file.</param>
internal sealed record OutputFile(string Path, ByteSize Size, string Hash);
