using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Memory.Simulation.Rewrite.Transposes;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Rewrite.Layout;

/// <summary>What the layout pass has moved into blocks of channels so far.</summary>
internal sealed class BlockedLayout(RuntimeGraph graph, int block)
{
    public const string Domain = "com.microsoft.nchwc";

    private readonly Dictionary<RuntimeValue, BlockedValue> _blocked = [];
    private readonly List<RuntimeValue> _plain = [];
    private readonly Dictionary<RuntimeValue, RuntimeValue> _reordered = [];
    private readonly Dictionary<(RuntimeValue Constant, bool InputBlocked), RuntimeValue> _constants = [];

    public RuntimeGraph Graph => graph;

    public int Block => block;

    public BlockedValue? Find(RuntimeValue? value) => value is null ? null : _blocked.GetValueOrDefault(value);

    /// <summary>What of these a node makes, a node in the layout makes.</summary>
    public bool MakesAll(IEnumerable<RuntimeValue?> values) => values.All(value => value?.Producer is null || _blocked.ContainsKey(value));

    public long RoundUp(long channels) => checked((channels + block - 1) / block * block);

    /// <summary>A node in the place of another that works on blocks.</summary>
    public RuntimeNode Replace(RuntimeNode node, string operatorType, IEnumerable<RuntimeValue?> inputs, NodeProto proto)
    {
        var output = node.Out();
        List<RuntimeValue?> taken = [.. inputs];
        graph.Remove(node);
        var replacement = graph.Add(operatorType, Domain, proto, taken, [output]);
        replacement.Activation = node.Activation;
        return replacement;
    }

    /// <summary>From here on the node's result is in blocks; who still takes the plain one gets it reordered at the end.</summary>
    public void Register(RuntimeNode node, long channels, ShapeTrace trace)
    {
        var plain = node.Out();
        var value = plain.Like("_blocked");
        value.ChannelBlock = block;
        node.Make(0, value);
        Add(plain, new BlockedValue(node, value, Uses(plain), channels, trace));
    }

    /// <summary>The node is done by the one that makes its input.</summary>
    public void Absorb(RuntimeNode node, BlockedValue into)
    {
        var plain = node.Out();
        var uses = Uses(plain);
        graph.Remove(node);
        Add(plain, into with { Uses = uses });
    }

    /// <summary>The plain value in blocks, reordered once for all that take it; straight from channels last where it was transposed only for this.</summary>
    public void TakeReordered(RuntimeNode node, int input)
    {
        var plain = node.Inputs[input]!;
        if (!_reordered.TryGetValue(plain, out var value))
        {
            value = plain.Like("_blocked");
            value.ChannelBlock = block;
            _reordered.Add(plain, value);
            var channelsLast = Permutation.Of(plain.Producer)?.SequenceEqual([0, 3, 1, 2]) == true && plain.OnlyConsumer() is not null ? plain.Producer : null;
            var proto = new NodeProto();
            proto.Set("channels_last", channelsLast is null ? 0 : 1);
            graph.Add("ReorderInput", Domain, proto, [channelsLast?.Inputs[0] ?? plain], [value]);
            node.Take(input, value);
            if (channelsLast is not null)
            {
                graph.Remove(channelsLast);
            }
        }
        else
        {
            node.Take(input, value);
        }
    }

    /// <summary>A constant laid out anew, once for all that take it so.</summary>
    public RuntimeValue Relay(RuntimeValue constant, bool inputBlocked, params ReadOnlySpan<long> extents)
    {
        if (!_constants.TryGetValue((constant, inputBlocked), out var relaid))
        {
            relaid = graph.Remake(constant, WeightChangeKind.Blocked, RuntimeConstants.FactsOf(constant.Facts.Type, new TensorShape([.. extents])));
            _constants.Add((constant, inputBlocked), relaid);
        }

        return relaid;
    }

    /// <summary>Gives the plain value to everything that did not move into the layout.</summary>
    public void Finish()
    {
        foreach (var plain in PointerMap.Order(_plain).Where(plain => Uses(plain) > 0))
        {
            var proto = new NodeProto();
            proto.Set("channels", _blocked[plain].Channels);
            graph.Add("ReorderOutput", Domain, proto, [_blocked[plain].Value], [plain]);
        }
    }

    private void Add(RuntimeValue plain, BlockedValue value)
    {
        _blocked.Add(plain, value);
        _plain.Add(plain);
    }

    private static int Uses(RuntimeValue plain) => plain.Consumers.Count + (plain.IsGraphOutput ? 1 : 0);
}
