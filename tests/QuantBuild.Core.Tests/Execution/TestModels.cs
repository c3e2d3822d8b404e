using QuantBuild.Execution;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Execution;

/// <summary>Models these tests share.</summary>
internal static class TestModels
{
    public static readonly ExecutionLimits Limits = new(ByteSize.FromMegabytes(4096), TimeSpan.FromMinutes(2));

    public static ModelBuilder Linear(float scale = 1) => new ModelBuilder()
        .Input("x", "batch,8")
        .MatMul([8, 4], [.. ModelBuilder.Random(32, 1).Select(weight => weight * scale)])
        .Output("y", "batch,4");

    /// <summary>Counts to the largest integer: never ends by itself.</summary>
    public static ModelBuilder Endless()
    {
        var body = new GraphProto { Name = "body" };
        body.Input.Add(ModelBuilder.ValueInfo("i", "", ElementType.Int64));
        body.Input.Add(ModelBuilder.ValueInfo("go", "", ElementType.Bool));
        body.Input.Add(ModelBuilder.ValueInfo("state", "1", ElementType.Float32));
        body.Node.Add(new NodeProto { OpType = "Identity", Input = { "go" }, Output = { "goOn" } });
        body.Node.Add(new NodeProto { OpType = "Add", Input = { "state", "state" }, Output = { "next" } });
        body.Output.Add(ModelBuilder.ValueInfo("goOn", "", ElementType.Bool));
        body.Output.Add(ModelBuilder.ValueInfo("next", "1", ElementType.Float32));
        return new ModelBuilder().Input("x", "1")
            .Initializer("trips", [], [long.MaxValue])
            .Node("Loop", ["trips", "", "x"], null, ModelBuilder.Attribute("body", body))
            .Output("y", "1");
    }
}
