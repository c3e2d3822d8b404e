using QuantBuild.Memory;
using QuantBuild.Models;

namespace QuantBuild.Core.Tests.Memory;

public sealed class Weights_on_the_ONNX_Runtime_CPU_provider
{
    [Theory]
    [InlineData("MatMul", false, 1)]
    [InlineData("MatMul", false, 24)]
    [InlineData("MatMul", true, 1)]
    [InlineData("MatMul", true, 24)]
    [InlineData("Gemm", false, 1)]
    [InlineData("Gemm", false, 24)]
    [InlineData("Gemm", true, 24)]
    [InlineData("Conv", false, 1)]
    [InlineData("Conv", false, 40)]
    [InlineData("Conv", true, 40)]
    [InlineData("Add", false, 4)]
    public void Peak_higher_in_float16_than_in_float32_although_the_file_halves(string operatorType, bool external, int tensors)
    {
        var full = Project(operatorType, ElementType.Float32, 16, tensors, external);
        var half = Project(operatorType, ElementType.Float16, 8, tensors, external);
        Assert.True(half.Peak.Expected > full.Peak.Expected, $"{half.Peak.Expected} against {full.Peak.Expected}");
    }

    [Fact]
    public void Stay_in_float16_where_the_operator_has_a_half_kernel() =>
        Assert.True(Project("Gather", ElementType.Float16, 8, 1, false).Peak.Expected < Project("Gather", ElementType.Float32, 16, 1, false).Peak.Expected);

    [Fact]
    public void Are_told_with_their_multiplier() =>
        Assert.Equal("384.0 MB of float32 MatMul weights × 1.24", Project("MatMul", ElementType.Float32, 16, 24, false).WeightsWhy);

    [Fact]
    public void Load_with_the_largest_tensor_twice_for_a_moment() =>
        Assert.Equal("16.0 MB", Project("MatMul", ElementType.Float32, 16, 24, false).LoadTransient.Expected.ToString());

    [Fact]
    public void Hold_the_measured_range_in_their_band()
    {
        // 24 MatMul of 2048 × 2048, inline: 413 to 576 MB over base; 40 Conv: 760 to 1102.
        var matMul = Project("MatMul", ElementType.Float32, 16, 24, false).Peak;
        Assert.InRange(413, matMul.Low.Megabytes - 16, matMul.High.Megabytes);
        Assert.InRange(576, matMul.Low.Megabytes, matMul.High.Megabytes + 16);
        var conv = Project("Conv", ElementType.Float32, 9, 40, false).Peak;
        Assert.InRange(1102, conv.Low.Megabytes, conv.High.Megabytes);
    }

    [Fact]
    public void Are_a_lower_bound_that_says_what_is_missing()
    {
        var projection = Project("MatMul", ElementType.Float32, 16, 1, false);
        Assert.True(projection.LowerBound);
        Assert.Contains("activations", projection.LowerBoundReason, StringComparison.Ordinal);
    }

    private static ModelProjection Project(string operatorType, ElementType type, double megabytes, int tensors, bool external) =>
        new OnnxRuntimeCpuProfile().Project(
            [.. Enumerable.Range(0, tensors).Select(index => new TensorInfo(
                $"w{index}", type, TensorShape.Scalar, ByteSize.FromMegabytes(megabytes), operatorType, IsWeight: true))],
            external,
            RuntimeOptions.Default);
}
