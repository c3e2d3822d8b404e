using QuantBuild.Formats;
using QuantBuild.Inspection;

namespace QuantBuild.Memory;

/// <summary>The published arithmetic: a model takes the size of its files, and nothing else.</summary>
internal sealed class BySizeProfile : IRuntimeProfile
{
    public string Name => "by-size";

    public ModelProjection Project(ModelDocument document, ModelFacts facts, RuntimeOptions options) => new()
    {
        Profile = Name,
        RuntimeVersion = options.RuntimeVersion,
        Weights = MemoryBand.Exact(facts.Size),
        WeightsWhy = facts.ExternalFiles.Count == 0 ? "file size" : "size of the file and its external data",
        ActivationsWhy = "not counted by size",
    };

    public IEnumerable<SessionChange> Changes(ModelDocument document, RuntimeOptions options) => [];
}
