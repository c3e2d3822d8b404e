using QuantBuild.Models;

namespace QuantBuild.Execution.Samples;

/// <summary>A tensor from a file.</summary>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Extents.</param>
/// <param name="Bytes">Little-endian elements, row by row.</param>
internal sealed record SampleTensor(ElementType Type, TensorShape Shape, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Null where the file is none of the forms that are read.</summary>
    public static SampleTensor? Read(string file, out string? problem)
    {
        try
        {
            var bytes = File.ReadAllBytes(file);
            var tensor = Path.GetExtension(file).Equals(".npy", StringComparison.OrdinalIgnoreCase) ? NumpyFile.Read(bytes, out problem) : TensorFile.Read(bytes, out problem);
            if (tensor is not null && (tensor.Shape.Elements is not { } elements || tensor.Type.SizeOf(elements).Bytes != tensor.Bytes.Length))
            {
                problem = $"holds {tensor.Bytes.Length} bytes for the shape {tensor.Shape} of {tensor.Type.ReportName()}";
                return null;
            }

            return tensor;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problem = $"cannot be read: {error.Message}";
            return null;
        }
    }
}
