namespace ModelGenerator;

/// <summary>The models of the samples, by file name.</summary>
internal static class SampleModels
{
    private const long Megabyte = 1024 * 1024;

    public static MatMulChain Named(string name) => name switch
    {
        "dermatology_stage1" => new MatMulChain(name, Side: 1024, Size: 95 * Megabyte),
        "dermatology_stage2" => new MatMulChain(name, Side: 2048, Size: 520 * Megabyte),
        "relevance" => new MatMulChain(name, Side: 1536, Size: 300 * Megabyte),
        "classifier" => new MatMulChain(name, Side: 256, Size: 2 * Megabyte),
        _ => throw new ArgumentException($"No sample model is called '{name}'."),
    };
}
