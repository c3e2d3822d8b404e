using Google.Protobuf;
using QuantBuild.Diagnostics;
using QuantBuild.Execution;
using QuantBuild.Formats.Onnx;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;
using QuantBuild.Schemes;
using QuantBuild.TestSupport;

namespace QuantBuild.Benchmarks;

/// <summary>The ONNX backend tests (Debian: libonnx-testdata): what ONNX Runtime makes of an original, it makes of our copy, and nearly of every scheme.</summary>
internal static class BackendTests
{
    private const double Tolerance = 0.02;

    public static int Run(string root)
    {
        var (read, copies, copiesRun) = (0, 0, 0);
        var schemes = QuantizationSchemes.Available.ToDictionary(scheme => scheme, _ => (Converted: 0, Right: 0, Nothing: 0));
        var failures = new List<string>();
        foreach (var folder in Directory.EnumerateFiles(root, "model.onnx", SearchOption.AllDirectories).Select(Path.GetDirectoryName).Order(StringComparer.Ordinal))
        {
            var test = new BackendCase(folder!);
            read++;
            var diagnostics = new DiagnosticBag(test.ModelPath);
            if (OnnxReader.Read(test.ModelPath, diagnostics) is not { } model)
            {
                failures.Add($"{test.Name}: read: {diagnostics.First()}");
                continue;
            }

            var original = File.ReadAllBytes(test.ModelPath);
            var copy = PlainLayoutWriter.Write(OnnxLayout.Of(model));
            if (!ModelProto.Parser.ParseFrom(original).Equals(ModelProto.Parser.ParseFrom(copy)))
            {
                failures.Add($"{test.Name}: the copy is another message");
                continue;
            }

            copies++;
            if (test.Inputs() is not { } inputs || BackendCase.Run(original, inputs).Outputs is not { } expected)
            {
                continue;
            }

            copiesRun += Compare(expected, BackendCase.Run(copy, inputs), 0) is { } wrong ? Fail(failures, $"{test.Name}: copy: {wrong}") : 1;
            foreach (var (scheme, (converted, right, nothing)) in schemes)
            {
                var (bytes, rest) = Convert(scheme, original, inputs);
                schemes[scheme] = bytes is null ? (converted, right, nothing + 1) : (converted + 1,
                    right + (Compare(expected, BackendCase.Run(bytes, rest), Tolerance) is { } far ? Fail(failures, $"{test.Name}: {scheme.Name}: {far}") : 1), nothing);
            }
        }

        failures.ForEach(Console.WriteLine);
        Console.WriteLine($"{read} models, {copies} equal copies; where the original runs on its inputs: {copiesRun} copies with equal outputs, " +
            string.Join(", ", schemes.Select(scheme => $"{scheme.Value.Right} of {scheme.Value.Converted} {scheme.Key.Name} within {Tolerance:P0}, {scheme.Value.Nothing} with nothing to convert")));
        return failures.Count == 0 ? 0 : 1;
    }

    private static int Fail(List<string> failures, string what)
    {
        failures.Add(what);
        return 0;
    }

    /// <summary>These models get their weights as inputs; all float inputs but the first are stored, so that there is something to convert.</summary>
    private static (byte[]? Bytes, IReadOnlyList<TensorProto> Inputs) Convert(IScheme scheme, byte[] original, IReadOnlyList<TensorProto> inputs)
    {
        var proto = ModelProto.Parser.ParseFrom(original);
        var rest = new List<TensorProto>();
        for (var i = inputs.Count - 1; i >= 0; i--)
        {
            if (i > 0 && i < proto.Graph.Input.Count && inputs[i].DataType == (int)ElementType.Float32)
            {
                var stored = inputs[i].Clone();
                stored.Name = proto.Graph.Input[i].Name;
                proto.Graph.Initializer.Add(stored);
                proto.Graph.Input.RemoveAt(i);
            }
            else
            {
                rest.Insert(0, inputs[i]);
            }
        }

        using var folder = new TestDirectory();
        var path = folder.Write("model.onnx", proto.ToByteArray());
        var model = new OnnxModel(path, new ByteSize(original.Length), proto, []);
        var outcome = scheme.Plan(model, SchemeOptions.Default, scheme.NeedsObservations ? ConversionOutcome.Observe(path) : null);
        return (outcome.Plan is null ? null : PlainLayoutWriter.Write(OnnxLayout.Of((OnnxModel)outcome.Plan.Result)), rest);
    }

    private static string? Compare(IReadOnlyList<Microsoft.ML.OnnxRuntime.OrtValue> expected, (IReadOnlyList<Microsoft.ML.OnnxRuntime.OrtValue>? Outputs, string? Failure) actual, double tolerance)
    {
        if (actual.Outputs is not { } outputs)
        {
            return actual.Failure;
        }

        for (var i = 0; i < expected.Count; i++)
        {
            if (!expected[i].IsTensor)
            {
                continue;
            }

            var compared = OutputComparer.Compare($"output {i}", expected[i], outputs[i]);
            if (compared.Incomparable is { } reason)
            {
                return reason;
            }

            var far = compared.ReferenceRms is { } rms && compared.MaxAbsError > tolerance * Math.Max(1, rms * 4);
            if (!compared.Identical && (tolerance == 0 || far || compared.NotFinite > 0))
            {
                return $"output {i}: max error {compared.MaxAbsError:0.0e+0}, rms {compared.ReferenceRms:0.0e+0}, {compared.NotFinite} not finite, {compared.EqualShare:P0} equal";
            }
        }

        return null;
    }
}
