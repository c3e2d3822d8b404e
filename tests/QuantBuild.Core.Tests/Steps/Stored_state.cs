using System.IO.Hashing;
using System.Text;
using QuantBuild.Diagnostics;
using QuantBuild.Requests;
using QuantBuild.Steps;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Steps;

public sealed class Stored_state : IDisposable
{
    private readonly TestDirectory _folder = new();
    private readonly ModelRequest _request;
    private readonly ModelStateStore _store;

    public Stored_state()
    {
        _request = new() { Path = _folder.File("m.onnx"), OutputPath = _folder.File("out/m.onnx"), DisplayPath = "m.onnx" };
        _store = new(_folder.File("state/"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Keeps_every_value_of_a_model(int first)
    {
        var state = FilledRecord.Of<ModelState>(first);

        _store.Save(_request, state);

        var values = FilledRecord.Values(state);
        Assert.Contains(".Assessment.Observations.Noise.Float32[1].Count = ", values, StringComparison.Ordinal);
        Assert.Equal(values, FilledRecord.Values(_store.Load(_request)));
    }

    [Fact]
    public void Keeps_what_is_absent_absent()
    {
        var state = FilledRecord.Of<ModelState>();
        var assessment = state.Assessment;
        state = state with
        {
            Artifact = null,
            Assessment = assessment with
            {
                Changes = null,
                Observations = assessment.Observations! with { Noise = null, NotRun = null, OutOfRange = [] },
                Original = assessment.Original with { Host = null, Curve = null, FirstRunActivations = null, RuntimeVersion = null },
                Candidates = [new("int8"), assessment.Candidates[0] with { OutputSize = null, Projection = null }],
            },
        };

        _store.Save(_request, state);

        Assert.Equal(FilledRecord.Values(state), FilledRecord.Values(_store.Load(_request)));
    }

    [Fact]
    public void Is_none_where_any_byte_of_it_is_damaged_or_missing()
    {
        _store.Save(_request, FilledRecord.Of<ModelState>());
        var file = Assert.Single(Directory.GetFiles(_folder.File("state/")));
        var bytes = File.ReadAllBytes(file);

        for (var position = 0; position < bytes.Length; position += 7)
        {
            File.WriteAllBytes(file, [.. bytes[..position], (byte)(bytes[position] ^ 0x20), .. bytes[(position + 1)..]]);
            Assert.Null(_store.Load(_request));
            File.WriteAllBytes(file, bytes[..position]);
            Assert.Null(_store.Load(_request));
        }
    }

    [Fact]
    public void Is_none_where_another_build_of_the_tool_wrote_it()
    {
        _store.Save(_request, FilledRecord.Of<ModelState>());
        var file = Assert.Single(Directory.GetFiles(_folder.File("state/")));
        var other = new Guid(Encoding.ASCII.GetBytes("another compiler")).ToString("N");
        var fields = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(File.ReadAllBytes(file)[16..]).Replace(ToolVersion.Identity, other, StringComparison.Ordinal));

        File.WriteAllBytes(file, [.. XxHash128.Hash(fields), .. fields]);

        Assert.Null(_store.Load(_request));
    }

    public void Dispose() => _folder.Dispose();
}
