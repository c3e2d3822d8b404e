using Xunit;

namespace QuantBuild.TestSupport;

/// <summary>A test over real models; skipped with its reason where QUANTBUILD_MODELS names no folder.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealModelFactAttribute : FactAttribute
{
    public RealModelFactAttribute() => Skip = RealModels.Folder is null ? "QUANTBUILD_MODELS names no folder of models" : null;
}
