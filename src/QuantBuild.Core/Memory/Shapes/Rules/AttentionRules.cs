
namespace QuantBuild.Memory.Shapes.Rules;

/// <summary>Attention with its caches of keys and values.</summary>
internal static class AttentionRules
{
    public static void Register(RuleTable table)
    {
        table.Add(Attention, "Attention");
        table.Add(ElementwiseRules.Same, "RotaryEmbedding");
        table.AddTo(RuleTable.Microsoft, ElementwiseRules.Same, "RotaryEmbedding", "LongformerAttention", "GemmaRotaryEmbedding");
        table.AddTo(RuleTable.Microsoft, node => PackedAttention(node, past: 4), "Attention");
        table.AddTo(RuleTable.Microsoft, node => PackedAttention(node, past: 8), "QAttention");
        table.AddTo(RuleTable.Microsoft, MultiHeadAttention, "MultiHeadAttention");
        table.AddTo(RuleTable.Microsoft, GroupQueryAttention, "GroupQueryAttention");
    }

    /// <summary>Queries, keys and values as (batch, heads, length, size), or (batch, length, heads × size) with the heads in attributes.</summary>
    private static void Attention(NodeView node)
    {
        if (node.Shape(0) is not { } query || node.Shape(1) is not { } key || node.Shape(2) is not { } value || query.Rank is not (3 or 4)
            || key.Rank != query.Rank || value.Rank != query.Rank)
        {
            return;
        }

        var flat = query.Rank == 3;
        var (queryHeads, heads) = (node.Integer("q_num_heads", 0), node.Integer("kv_num_heads", 0));
        var length = flat ? query.Dimensions[1] : query.Dimensions[2];
        var width = flat ? Extents.Divide(value.Dimensions[2], heads) : value.Dimensions[3];
        var result = flat
            ? Extents.Shape([query.Dimensions[0], length, Extents.Multiply(width, queryHeads)])
            : Extents.Shape([.. query.Dimensions[..3], width]);
        var total = Extents.Add(flat ? key.Dimensions[1] : key.Dimensions[2], node.Has(4) ? node.Shape(4).At(2) : Dimension.Of(0));
        var keyHeads = flat ? Dimension.Of(heads) : key.Dimensions[1];
        node.Output(0, node.Type(0), result);
        node.Output(1, node.Type(1), Extents.Shape([key.Dimensions[0], keyHeads, total, flat ? Extents.Divide(key.Dimensions[2], heads) : key.Dimensions[3]]));
        node.Output(2, node.Type(2), Extents.Shape([value.Dimensions[0], keyHeads, total, width]));
        node.Output(3, node.Type(0), Extents.Shape([query.Dimensions[0], flat ? Dimension.Of(queryHeads) : query.Dimensions[1], length, total]));
    }

    /// <summary>One weight for queries, keys and values; the cache holds keys and values in one tensor.</summary>
    private static void PackedAttention(NodeView node, int past)
    {
        if (node.Shape(0) is not { Rank: 3 } input)
        {
            return;
        }

        var type = node.Operator == "QAttention" ? node.Type(3) : node.Type(0);
        var sizes = node.Integers("qkv_hidden_sizes");
        var bias = node.Has(2) ? node.Shape(2).At(0) : node.Shape(1).At(1);
        var hidden = sizes is { Length: 3 } stated ? Dimension.Of(stated[2]) : Extents.Divide(bias, 3);
        node.Output(0, type, input.With(2, hidden));
        var heads = node.Integer("num_heads", 0);
        if (node.Shape(past) is { Rank: 5 } cache)
        {
            var shared = node.Integer("past_present_share_buffer", 0) != 0;
            node.Output(1, type, shared ? cache : cache.With(3, Extents.Add(cache.Dimensions[3], input.Dimensions[1])));
        }
        else if (!node.Has(past))
        {
            node.Output(1, type, Extents.Shape([Dimension.Of(2), input.Dimensions[0], Dimension.Of(heads), input.Dimensions[1], Extents.Divide(hidden, heads)]));
        }
    }

    /// <summary>Keys and values may be missing (packed with the queries) or already split into heads.</summary>
    private static void MultiHeadAttention(NodeView node)
    {
        if (node.Shape(0) is not { Rank: 3 or 5 } query)
        {
            return;
        }

        var heads = node.Integer("num_heads", 0);
        var value = node.Shape(2);
        var split = value is { Rank: 4 };
        var hidden = query.Rank == 5 ? Extents.Multiply(query.Dimensions[2], query.Dimensions[4])
            : split ? Extents.Multiply(value.At(1), value.At(3))
            : value is { Rank: 3 } ? value.At(2)
            : node.Shape(1) is { Rank: 5 } packed ? Extents.Multiply(packed.Dimensions[2], packed.Dimensions[4])
            : node.Has(1) ? Dimension.Unknown : query.Dimensions[2];
        node.Output(0, node.Type(0), Extents.Shape([query.Dimensions[0], query.Dimensions[1], hidden]));
        var length = query.Rank == 5 ? query.Dimensions[1] : split ? node.Shape(1).At(2) : node.Has(1) ? node.Shape(1).At(1) : query.Dimensions[1];
        var total = !node.Has(6) ? length : split ? length : Extents.Add(node.Shape(6).At(2), length);
        var keys = query.Rank == 5 ? query.Dimensions[4] : Extents.Divide(query.Dimensions[2], heads);
        node.Output(1, node.Type(0), Extents.Shape([query.Dimensions[0], Dimension.Of(heads), total, keys]));
        node.Output(2, node.Type(0), Extents.Shape([query.Dimensions[0], Dimension.Of(heads), total, Extents.Divide(hidden, heads)]));
        node.Output(3, node.Type(0), Extents.Shape([query.Dimensions[0], Dimension.Of(heads), query.Dimensions[1], total]));
    }

    /// <summary>Several query heads share a head of keys; the new cache is as long as the whole text, or as the old one where that is longer.</summary>
    private static void GroupQueryAttention(NodeView node)
    {
        if (node.Shape(0) is not { Rank: 3 } query)
        {
            return;
        }

        var (queryHeads, heads) = (node.Integer("num_heads", 0), node.Integer("kv_num_heads", 0));
        var parts = node.Has(1) ? queryHeads : queryHeads + 2 * heads;
        var size = Extents.Divide(query.Dimensions[2], parts);
        node.Output(0, node.Type(0), query.With(2, Extents.Multiply(size, queryHeads)));
        var past = node.Has(3) ? node.Shape(3).At(2) : Dimension.Of(0);
        var stated = node.IntegersOf(6) is { Length: 1 };
        var length = stated && past.Extent is { } before ? Dimension.Of(Math.Max(before, node.IntegersOf(6)!.Value[0]))
            : node.Bound(Extents.Add(past, query.Dimensions[1]));
        var cache = Extents.Shape([query.Dimensions[0], Dimension.Of(heads), length, size]);
        for (var i = 1; i <= 2; i++)
        {
            node.Output(i, node.Has(2 + i) ? node.Type(2 + i) : node.Type(0), cache, isUpperBound: !stated);
        }
    }
}
