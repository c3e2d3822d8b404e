using Google.Protobuf;
using QuantBuild.Diagnostics;
using QuantBuild.Formats;
using QuantBuild.Formats.Onnx;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Inspection;
using QuantBuild.Schemes;
using QuantBuild.Schemes.Fp16;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Formats.Onnx;

/// <summary>Whatever a file holds, the answer is one QB1 or a result; never an exception, and never much memory.</summary>
public sealed class Hostile_bytes : IDisposable
{
    private const long MostMemory = 256L << 20;

    private readonly TestDirectory _folder = new();

    public static IEnumerable<object[]> Models => SmallModels.All.Select(model => new object[] { model.Name });

    [Theory]
    [MemberData(nameof(Models))]
    public void Flipped_byte_by_byte(string name)
    {
        var bytes = Bytes(name);
        for (var i = 0; i < bytes.Length; i++)
        {
            foreach (var mask in (byte[])[0xFF, 0x01, 0x80])
            {
                bytes[i] ^= mask;
                Answer(bytes, $"byte {i} of {name} flipped by {mask:X2}");
                bytes[i] ^= mask;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Cut_off_anywhere(string name)
    {
        var bytes = Bytes(name);
        for (var length = 0; length < bytes.Length; length++)
        {
            Answer(bytes[..length], $"{name} cut to {length} bytes");
        }
    }

    [Fact]
    public void Nested_deeper_than_any_model()
    {
        var graph = new GraphProto { Name = "innermost" };
        for (var depth = 0; depth < 2000; depth++)
        {
            graph = new GraphProto { Name = "g", Node = { new NodeProto { OpType = "If", Attribute = { new AttributeProto { Name = "then_branch", G = graph } } } } };
        }

        Says("QB1007", new ModelProto { IrVersion = 8, Graph = graph }.ToByteArray(), "nested deeper");
    }

    [Fact]
    public void A_tensor_that_claims_more_than_there_is() =>
        Says("QB1006", [0x08, 8, 0x3A, 0x0C, 0x2A, 0x0A, 0x10, 1, 0x4A, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0, 0], "announces 2147483647 bytes");

    [Fact]
    public void A_value_defined_twice()
    {
        var builder = new ModelBuilder().Input("x", "1,4").MatMul(4, 4).Output("y", "1,4");
        builder.Graph.Node.Add(builder.Graph.Node[0].Clone());
        Assert.Contains("defined twice", Answer(builder.ToBytes(), "twice")!.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Our_own_payload_numbers_in_a_file_are_ignored()
    {
        var model = new ModelBuilder().Input("x", "1,4").MatMul(4, 4).Output("y", "1,4");
        model.Graph.Initializer[0].Payload = 7;
        Assert.NotNull(Answer(model.ToBytes(), "payload number")!.Plan);
    }

    public void Dispose() => _folder.Dispose();

    private byte[] Bytes(string name)
    {
        _folder.Write("weights.data", new byte[8]);
        return [.. SmallModels.All.Single(model => model.Name == name).Bytes];
    }

    private SchemeOutcome? Answer(byte[] bytes, string what)
    {
        var path = _folder.Write("model.onnx", bytes);
        var diagnostics = new DiagnosticBag(path);
        var before = GC.GetAllocatedBytesForCurrentThread();
        SchemeOutcome? outcome = null;
        if (Record.Exception(() => outcome = Read(path, diagnostics)) is { } exception)
        {
            Assert.Fail($"{what}: {exception}");
        }

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < MostMemory, what);
        Assert.True(outcome is not null ? diagnostics.Count == 0 : diagnostics.Count == 1 && diagnostics.Single().Code.StartsWith("QB1", StringComparison.Ordinal), what);
        return outcome;
    }

    private static SchemeOutcome? Read(string path, DiagnosticBag diagnostics)
    {
        if (ModelReader.Read(path, diagnostics) is not { } document)
        {
            return null;
        }

        ModelInspector.Inspect(document);
        OnnxLayout.Of((OnnxModel)document);
        return new Fp16Scheme().Plan(document, SchemeOptions.Default, null);
    }

    private void Says(string code, byte[] bytes, string words)
    {
        var path = _folder.Write("model.onnx", bytes);
        var diagnostics = new DiagnosticBag(path);
        Assert.Null(ModelReader.Read(path, diagnostics));
        var diagnostic = Assert.Single(diagnostics);
        Assert.Equal(code, diagnostic.Code);
        Assert.Contains(words, diagnostic.Message, StringComparison.Ordinal);
    }
}
