using QuantBuild.Memory.Shapes;

namespace QuantBuild.Memory.Simulation.Rewrite.HalfPrecision;

/// <summary>Facts after a change that is the same for all. Values that had one object have one again.</summary>
internal sealed class ChangedFacts(Func<ValueFacts, ValueFacts> change)
{
    private readonly Dictionary<ValueFacts, ValueFacts> _known = new(ReferenceEqualityComparer.Instance);

    public ValueFacts Of(ValueFacts facts) => _known.TryGetValue(facts, out var known) ? known : _known[facts] = change(facts);
}
