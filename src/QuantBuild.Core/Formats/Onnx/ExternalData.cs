using QuantBuild.Diagnostics;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.Formats.Onnx;

// Specification: https://github.com/onnx/onnx/blob/main/docs/ExternalData.md

/// <summary>Finds the elements of tensors that are stored beside the model; nothing outside its folder is ever opened.</summary>
internal sealed class ExternalData(string modelPath, DiagnosticBag diagnostics)
{
    /// <summary>Keys of a tensor's entries.</summary>
    public const string Location = "location";

    public const string Offset = "offset";

    public const string Length = "length";

    private readonly ExternalFolder _folder = new(modelPath);
    private readonly Dictionary<string, long> _lengths = [];
    private readonly List<string> _files = [];

    /// <summary>Absolute paths in order of first use.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>Of all of them.</summary>
    public ByteSize Size { get; private set; }

    /// <summary>Where the tensor's elements are; null where a diagnostic says what is wrong.</summary>
    public FilePayload? Resolve(TensorProto tensor)
    {
        var location = Entry(tensor, Location);
        if (string.IsNullOrEmpty(location))
        {
            diagnostics.Add(Descriptors.Malformed, $"tensor '{tensor.Name}' is stored externally but names no location", tensor.Name);
            return null;
        }

        if (_folder.FileAt(location) is not { } file)
        {
            diagnostics.Add(Descriptors.ExternalDataOutside,
                $"tensor '{tensor.Name}' is stored in '{location}'; only files inside the model's folder are read, by relative paths and without links out of it", tensor.Name);
            return null;
        }

        if (LengthOf(file, out var refusal) is not { } fileLength)
        {
            diagnostics.Add(Descriptors.ExternalDataMissing, $"tensor '{tensor.Name}' is stored in '{location}', which {refusal}", tensor.Name);
            return null;
        }

        foreach (var key in (string[])[Offset, Length])
        {
            if (Number(tensor, key) < 0)
            {
                diagnostics.Add(Descriptors.ExternalDataMissing,
                    $"tensor '{tensor.Name}' has the {key} '{Entry(tensor, key)}' in '{location}', which is no number of bytes from 0 to {fileLength}, the length of that file; export the model anew", tensor.Name);
                return null;
            }
        }

        var offset = Number(tensor, Offset) ?? 0;
        var length = Number(tensor, Length) ?? ExpectedLength(tensor) ?? fileLength - offset;
        if (offset < 0 || length < 0 || offset > fileLength || length > fileLength - offset)
        {
            if (fileLength > 0 && PointerFile.DescribeFile(file) is { } pointer)
            {
                diagnostics.Add(Descriptors.PointerFile, $"'{location}', where tensor '{tensor.Name}' is stored, is {pointer}", tensor.Name);
                return null;
            }

            diagnostics.Add(Descriptors.ExternalDataMissing,
                $"tensor '{tensor.Name}' needs bytes {offset} to {(decimal)offset + length} of '{location}', which has {fileLength}", tensor.Name);
            return null;
        }

        return new FilePayload(new ByteRange(file, offset, length));
    }

    /// <summary>Elements that belong into the structure, because they are few.</summary>
    public static byte[] Read(ByteRange range)
    {
        using var file = File.OpenRead(range.File);
        file.Position = range.Offset;
        var bytes = new byte[range.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private long? LengthOf(string file, out string? refusal)
    {
        refusal = null;
        if (_lengths.TryGetValue(file, out var known))
        {
            return known;
        }

        var info = new FileInfo(RealPath.Of(file)!); // of a link, only its own length is told
        if (!info.Exists)
        {
            refusal = "does not exist beside the model; copy the external data file along";
            return null;
        }

        try
        {
            // A pipe would wait for someone to write, and has no length.
            using var opened = info.Length == 0 ? null : File.OpenHandle(info.FullName);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            refusal = $"cannot be opened: {error.Message}";
            return null;
        }

        _files.Add(file);
        Size += new ByteSize(info.Length);
        return _lengths[file] = info.Length;
    }

    private static long? ExpectedLength(TensorProto tensor) =>
        tensor.Shape().Elements is { } elements && ((ElementType)tensor.DataType).Bits() > 0
            ? ((ElementType)tensor.DataType).SizeOf(elements).Bytes
            : null;

    private static string? Entry(TensorProto tensor, string key) => tensor.ExternalData.LastOrDefault(entry => entry.Key == key)?.Value;

    private static long? Number(TensorProto tensor, string key) =>
        Entry(tensor, key) is { } text ? long.TryParse(text, out var number) ? number : -1 : null;
}
