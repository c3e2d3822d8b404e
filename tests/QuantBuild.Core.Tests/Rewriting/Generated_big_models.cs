using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Rewriting;

public sealed class Generated_big_models : IDisposable
{
    private readonly TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(100_000)]
    [InlineData(70_000_000)]
    public void Are_of_the_size_asked_for_and_equal_every_time(long size)
    {
        var (first, second) = (_directory.File("a.onnx"), _directory.File("b.onnx"));
        BigModel.Write(first, new ByteSize(size));
        BigModel.Write(second, new ByteSize(size));
        Assert.InRange(new FileInfo(first).Length, size * 9 / 10, size * 11 / 10);
        Assert.True(File.ReadAllBytes(first).AsSpan().SequenceEqual(File.ReadAllBytes(second)));
    }

    [Fact]
    public void Run_and_keep_the_magnitude_of_their_input()
    {
        var path = _directory.File("a.onnx");
        BigModel.Write(path, new ByteSize(1_000_000));
        using var session = new InferenceSession(path);
        var input = new DenseTensor<float>(session.InputMetadata["x"].Dimensions);
        for (var i = 0; i < input.Length; i++)
        {
            input.SetValue(i, i % 2 == 0 ? 1 : -1);
        }

        using var outputs = session.Run([NamedOnnxValue.CreateFromTensor("x", input)]);
        var values = outputs.Single().AsEnumerable<float>().ToArray();
        Assert.Equal(input.Length, values.Length);
        Assert.InRange(Math.Sqrt(values.Average(value => value * (double)value)), 0.3, 3);
    }
}
