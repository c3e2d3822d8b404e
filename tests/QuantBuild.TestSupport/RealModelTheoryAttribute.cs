using Xunit;

namespace QuantBuild.TestSupport;

/// <summary>A theory over real models; skipped with its reason where QUANTBUILD_MODELS names no folder.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealModelTheoryAttribute : TheoryAttribute
{
    public RealModelTheoryAttribute() => Skip = RealModels.Folder is null ? "QUANTBUILD_MODELS names no folder of models" : null;
}
