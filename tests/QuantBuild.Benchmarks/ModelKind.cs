namespace QuantBuild.Benchmarks;

/// <summary>What a projection can be expected to know of a model.</summary>
internal enum ModelKind
{
    Static,
    Half,
    ControlFlow,
}
