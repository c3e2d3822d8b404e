using QuantBuild.Reporting;
using QuantBuild.Requests;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Inspection;

public sealed class Folder_of_models : IDisposable
{
    private const int Count = 200;

    private readonly TestDirectory _folder = new();

    [Fact]
    public void Is_a_table_of_one_line_each()
    {
        for (var i = 0; i < Count; i++)
        {
            _folder.Write($"models/{i:000}.onnx", i % 10 == 0 ? [.. "version https://git-lfs.github.com/spec/v1\nsize 400\n"u8] : SmallModels.All[i % SmallModels.All.Count].Bytes);
        }

        _folder.Write("models/weights.data", new byte[8]);
        var paths = Directory.GetFiles(_folder.File("models"), "*.onnx").Order(StringComparer.Ordinal).ToList();
        var report = Pipeline.Inspect(new InspectRequest { Paths = paths, BaseFolder = _folder.Path });
        var lines = InspectWriter.Write(report, new TextOptions { Width = 100 }).Split('\n')[..^1];

        Assert.Equal(Count + 1, lines.Length);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 100));
        Assert.Equal(paths.Select(path => RelativePath.Of(path, _folder.Path)), lines[1..].Select(line => line.Split(' ')[0]));
        Assert.Equal(Count / 10, lines.Count(line => line.Contains("QB1003", StringComparison.Ordinal)));
        Assert.Equal(Count * 9 / 10, lines.Count(line => line.Contains("onnx opset 17", StringComparison.Ordinal)));
    }

    public void Dispose() => _folder.Dispose();
}
