using QuantBuild.Formats;
using QuantBuild.Models;

namespace QuantBuild.Inspection;

/// <summary>Counts what a structure holds; reads no payload.</summary>
internal static class ModelInspector
{
    public static ModelFacts Inspect(ModelDocument document) => Inspect(document, document.Size);

    /// <param name="document">An original, or a plan's result.</param>
    /// <param name="size">Bytes on disk: of a plan, those to be written.</param>
    public static ModelFacts Inspect(ModelDocument document, ByteSize size)
    {
        var format = ModelFormats.Of(document);
        long parameters = 0;
        var other = ByteSize.Zero;
        var weights = new SizesByKey<ElementType>((left, right) => left == right);
        var all = format.Tensors(document).ToList();
        var tensors = OnceStored(all);
        foreach (var tensor in tensors)
        {
            if (tensor.IsWeight)
            {
                parameters = checked(parameters + tensor.Parameters);
                weights.Add(tensor.Type, tensor.Size);
            }
            else
            {
                other += tensor.Size;
            }
        }

        return new ModelFacts
        {
            Format = document.Format,
            Size = size,
            Parameters = parameters,
            WeightBytes = weights.LargestFirst((left, right) => left - right),
            OtherBytes = other,
            Kinds = WeightKinds.Of(tensors.FindAll(tensor => tensor.IsWeight)),
            UnusedTensors = tensors.Count(tensor => !tensor.IsUsed),
            UnusedBytes = tensors.Where(tensor => !tensor.IsUsed).Aggregate(ByteSize.Zero, (sum, tensor) => sum + tensor.Size),
            SharingTensors = all.Count - tensors.Count,
            Properties = format.Properties(document),
            ExternalFiles = document.ExternalFiles,
            RandomOutputs = format.RandomOutputs(document),
        };
    }

    /// <summary>The same bytes of a data file can be several tensors: they count as one, as what uses them where any does.</summary>
    private static List<TensorInfo> OnceStored(List<TensorInfo> all)
    {
        var tensors = all.FindAll(tensor => tensor.Stored.Length != 1);
        var stored = new HashSet<ByteRange>();
        tensors.AddRange(all.FindAll(tensor => tensor.Stored.Length == 1 && tensor.IsUsed && stored.Add(tensor.Stored[0])));
        tensors.AddRange(all.FindAll(tensor => tensor.Stored.Length == 1 && !tensor.IsUsed && stored.Add(tensor.Stored[0])));
        return tensors;
    }
}
