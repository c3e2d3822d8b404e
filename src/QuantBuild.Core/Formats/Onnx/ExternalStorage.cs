namespace QuantBuild.Formats.Onnx;

// Specification: https://github.com/onnx/onnx/blob/main/docs/ExternalData.md

/// <summary>Moves the large tensors of a model that is to be written into one file beside it. Equal bytes of the source stand there once.</summary>
internal static class ExternalStorage
{
    /// <summary>Smaller tensors stay in the model file.</summary>
    public const long SmallestTensor = StructureScanner.SmallestPayload;

    /// <summary>What every system can map at: the allocation granularity of Windows.</summary>
    public const long Alignment = 64 * 1024;

    /// <summary>A cache line: what mapping gains nothing from, and would be mostly padding.</summary>
    private const long SmallAlignment = 64;

    /// <param name="model">What is to be written.</param>
    /// <param name="dataFile">Absolute path, in the artifact's folder.</param>
    public static OnnxModel Of(OnnxModel model, string dataFile)
    {
        var location = Path.GetFileName(dataFile);
        var payloads = model.Payloads.ToBuilder();
        var offsets = new Dictionary<(Payload Source, PayloadConversion? Conversion), long>();
        long end = 0;
        foreach (var index in MovableTensors.Of(model.Proto).Select(tensor => tensor.Payload).Distinct().Where(IsLarge).OrderBy(index => Length(index) < Alignment))
        {
            var content = payloads[index];
            var key = content is ConvertedPayload converted ? (converted.Source, converted.Conversion) : (content, (PayloadConversion?)null);
            if (!offsets.TryGetValue(key, out var offset))
            {
                offset = Align(end, content.Length < Alignment ? SmallAlignment : Alignment);
                offsets.Add(key, offset);
                end = checked(offset + content.Length);
            }

            payloads[index] = new ExternalPayload(content, location, offset);
        }

        return model with { Payloads = payloads.ToImmutable(), ExternalFiles = end == 0 ? [] : [dataFile] };

        long Length(int index) => model.Payloads[index].Length;
        bool IsLarge(int index) => Length(index) >= SmallestTensor;
    }

    private static long Align(long offset, long alignment) => checked(offset + alignment - 1) / alignment * alignment;
}
