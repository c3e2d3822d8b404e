using System.Collections.Immutable;
using Google.Protobuf;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Memory.Shapes;
using QuantBuild.Models;

namespace QuantBuild.Core.Tests.Memory.Shapes;

/// <summary>Nodes that no exporter writes: missing inputs, other ranks, absurd extents and attributes.</summary>
public sealed class Hostile_nodes
{
    private const int Rounds = 400;
    private static readonly long[] Extremes = [0, 1, 2, 3, 4, 7, -1, -2, 64, 8192, int.MaxValue, long.MaxValue, long.MinValue];
    private static readonly string[] Attributes =
    [
        "axis", "axes", "keepdims", "kernel_shape", "strides", "pads", "dilations", "group", "ceil_mode", "output_shape", "output_padding", "perm", "start", "end",
        "starts", "ends", "split", "num_outputs", "blocksize", "scales", "k", "batch_dims", "border", "scale", "num_heads", "kv_num_heads", "q_num_heads", "N", "bits",
        "hidden_size", "layout", "shape", "dtype", "to", "noop_with_empty_axes", "onesided", "inverse", "transA", "transB", "transBatchA", "transBatchB",
        "gather_axis", "pooled_shape", "output_height", "ngram_indexes", "n_targets", "targets", "qkv_hidden_sizes", "channels_last", "paddings", "allowzero",
    ];

    public static IEnumerable<object[]> Operators => ShapeRules.Operators.Select(entry => new object[] { entry.Domain, entry.Operator });

    [Theory]
    [MemberData(nameof(Operators))]
    public void End_in_facts_or_in_nothing(string domain, string name)
    {
        var random = new Random(name.Length * 31 + name[0]);
        for (var round = 0; round < Rounds; round++)
        {
            var call = new NodeCall(name, domain, random.Next(1, 27), Node(random), [.. Enumerable.Range(0, random.Next(0, 10)).Select(_ => Input(random))], random.Next(0, 5));
            var facts = ShapeRules.Infer(call);
            Assert.Equal(call.OutputCount, facts.Count);
            Assert.All(facts, fact => Assert.True(fact?.Concrete is null || fact.Concrete.Value.Dimensions.All(extent => extent >= 0)));
            Assert.All(facts, fact => Assert.True(fact?.Value is null || (fact.Value.Count <= SmallTensor.MaxElements && fact.Value.Count == fact.Concrete?.Elements)));
        }
    }

    private static NodeProto Node(Random random)
    {
        var node = new NodeProto();
        foreach (var name in Attributes.Where(_ => random.Next(3) == 0))
        {
            node.Attribute.Add(random.Next(2) == 0
                ? new AttributeProto { Name = name, I = Extreme(random), F = Extreme(random) }
                : new AttributeProto { Name = name, Ints = { Enumerable.Range(0, random.Next(0, 6)).Select(_ => Extreme(random)) }, Floats = { 0.5f, float.NaN, 1e30f } });
        }

        string[] texts = ["equation", "auto_pad", "direction", "keep_aspect_ratio_policy", "reduction"];
        string[] words = ["ij,jk->ik", "...a,a...->", "->", "SAME_UPPER", "VALID", "bidirectional", "not_larger", "none"];
        node.Attribute.AddRange(texts.Where(_ => random.Next(2) == 0).Select(name => new AttributeProto { Name = name, S = ByteString.CopyFromUtf8(words[random.Next(words.Length)]) }));
        return node;
    }

    private static ValueFacts? Input(Random random)
    {
        if (random.Next(6) == 0)
        {
            return null;
        }

        ImmutableArray<long> extents = [.. Enumerable.Range(0, random.Next(0, 6)).Select(_ => random.Next(4) == 0 ? Math.Max(0, Extreme(random)) : random.Next(0, 5))];
        var shape = new TensorShape(extents);
        var value = shape.Elements is { } count and <= 64 && random.Next(2) == 0
            ? random.Next(2) == 0
                ? new SmallTensor([.. Enumerable.Range(0, (int)count).Select(_ => Extreme(random))], [])
                : new SmallTensor([], [.. Enumerable.Range(0, (int)count).Select(_ => random.Next(3) == 0 ? double.NaN : Extreme(random))])
            : null;
        return new ValueFacts
        {
            Type = (ElementType)random.Next(0, 14),
            Concrete = random.Next(4) == 0 ? null : shape,
            Known = random.Next(3) == 0 ? null : new KnownShape([.. extents.Select(extent => random.Next(3) switch { 0 => Dimension.Unknown, 1 => Dimension.Named("n"), _ => Dimension.Of(extent) })]),
            Value = value,
            IsConstant = random.Next(2) == 0,
        };
    }

    private static long Extreme(Random random) => Extremes[random.Next(Extremes.Length)];
}
