using System.Collections.Immutable;
using QuantBuild.Models;

namespace QuantBuild.Inspection;

/// <summary>Tensors of one type, shape and content that are stored separately, such as tied weights that an exporter wrote twice.</summary>
/// <param name="Names">In the model's order.</param>
/// <param name="Size">Bytes of each.</param>
internal sealed record DuplicateTensors(ImmutableArray<string> Names, ByteSize Size)
{
    public ByteSize Savable => new(checked(Size.Bytes * (Names.Length - 1)));
}
