using QuantBuild.Memory.Shapes;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation;

/// <summary>A value of the graph as the runtime holds it after its own rewriting.</summary>
/// <param name="name">Its name in the file, or that of the value it was made from.</param>
/// <param name="suffix">What tells it from that one: put behind the name when someone asks.</param>
internal sealed class RuntimeValue(string name, string suffix = "")
{
    public string Name => name + suffix;

    public ValueFacts Facts { get; set; } = new();

    /// <summary>Null for inputs and stored tensors.</summary>
    public RuntimeNode? Producer { get; set; }

    /// <summary>Nodes that take it, one entry for each time they do; nodes that capture it in a body are among them.</summary>
    public ConsumerList Consumers { get; } = new();

    /// <summary>In a body, the value of the graph around it that it stands for.</summary>
    public RuntimeValue? Outer { get; init; }

    /// <summary>The value that is in memory: in a body, that of a graph around it.</summary>
    public RuntimeValue Root => Outer?.Root ?? this;

    public bool IsGraphInput { get; set; }

    public bool IsGraphOutput { get; set; }

    /// <summary>Where its elements come from while the model is loaded; <see cref="WeightStorage.None"/> for values computed in a run.</summary>
    public WeightStorage Storage { get; set; }

    /// <summary>Channels are stored in blocks of this many, rounded up; 0 in the plain layout.</summary>
    public int ChannelBlock { get; set; }

    /// <summary>Extents the runtime knows of it as it lies in memory: channels rounded up where the layout is blocked.</summary>
    public KnownShape? KnownInMemory => ChannelBlock > 0 && Facts.Known is { Rank: >= 2 } known && known.Dimensions[1].Extent is { } channels
        ? new KnownShape(known.Dimensions.SetItem(1, Dimension.Of(RoundUp(channels))))
        : Facts.Known;

    /// <summary>Bytes it takes in memory: the dense size, its channels rounded up where the layout is blocked. Null where shapes are missing.</summary>
    public ByteSize? Bytes
    {
        get
        {
            if (ChannelBlock == 0 || Facts.Concrete is not { } shape || shape.Dimensions.Length < 2)
            {
                return Facts.Size;
            }

            return (Facts with { Concrete = new TensorShape(shape.Dimensions.SetItem(1, RoundUp(shape.Dimensions[1]))) }).Size;
        }
    }

    private long RoundUp(long channels) => checked((channels + ChannelBlock - 1) / ChannelBlock * ChannelBlock);

    public override string ToString() => $"{Name} {Facts.Concrete}";
}
