using QuantBuild.Diagnostics;
using QuantBuild.Formats;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Inspection;
using QuantBuild.Memory;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Memory;

/// <summary>ONNX Runtime makes it dense while it reads the file.</summary>
public sealed class Sparse_initializer
{
    [Fact]
    public void Is_projected_as_large_as_the_same_tensor_in_full()
    {
        const int side = 1024;
        var full = new ModelBuilder().Input("x", $"1,{side}").Initializer("w", [side, side], ElementType.Float32, new byte[side * side * sizeof(float)]);
        var sparse = new ModelBuilder().Input("x", $"1,{side}");
        sparse.Graph.SparseInitializer.Add(new SparseTensorProto
        {
            Dims = { side, side },
            Values = new TensorProto { Name = "w", DataType = 1, Dims = { 2 }, FloatData = { 1f, 2f } },
            Indices = new TensorProto { DataType = 7, Dims = { 2 }, Int64Data = { 3, 4 } },
        });

        var (dense, thin) = (Of(full), Of(sparse));

        Assert.False(thin.Projection.LowerBound, thin.Projection.LowerBoundReason);
        Assert.Equal(dense.Projection.Activations, thin.Projection.Activations);
        Assert.True(thin.Projection.Weights.Expected > ByteSize.FromMegabytes(4), thin.Projection.WeightsWhy);
        Assert.Equal(0, thin.Facts.UnusedTensors);
    }

    private static (ModelFacts Facts, ModelProjection Projection) Of(ModelBuilder builder)
    {
        using var folder = new TestDirectory();
        var path = builder.Node("MatMul", ["x", "w"]).Output("y", null).Save(folder.File("m.onnx"));
        var document = ModelReader.Read(path, new DiagnosticBag(path))!;
        var facts = ModelInspector.Inspect(document);
        return (facts, new OnnxRuntimeCpuProfile().Project(document, facts, RuntimeOptions.Default));
    }
}
