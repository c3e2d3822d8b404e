using System.Collections.Immutable;
using QuantBuild.Models;

namespace QuantBuild.Formats;

/// <summary>The files an artifact consists of.</summary>
/// <param name="Model">The file that a runtime opens.</param>
internal sealed record ArtifactLayout(FileLayout Model)
{
    /// <summary>Files of its tensors, by their names in its folder.</summary>
    public ImmutableArray<KeyValuePair<string, FileLayout>> Data { get; init; } = [];

    public ByteSize Size => Data.Aggregate(Model.Size, (sum, file) => sum + file.Value.Size);
}
