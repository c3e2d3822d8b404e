namespace QuantBuild.Formats;

/// <summary>What happens to a payload's elements on the way to the output; each has a kernel in Rewriting.</summary>
internal enum PayloadConversion
{
    Float32ToFloat16,
}
