using QuantBuild.Memory;
using static QuantBuild.Core.Tests.Memory.Members;

namespace QuantBuild.Core.Tests.Memory;

public sealed class Lower_bound_of_a_process
{
    [Fact]
    public void Comes_from_any_of_its_models()
    {
        var projection = ProcessProjector.Project("app", [Of("a", 1), Of("b", 1).LowerBound()], []);
        Assert.True(projection.LowerBound);
        Assert.StartsWith("b: activations are not computed", Assert.Single(projection.LowerBoundReasons), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "activations:a")]
    [InlineData(true, "runtime")]
    [InlineData(true, "weights:a")]
    [InlineData(false, "activations:a", "runtime")]
    public void Ends_where_a_person_declares_all_that_was_not_computed(bool stays, params string[] declared)
    {
        MemoryComponent[] components = [.. declared.Select(slot => Component(slot, 10, slot))];
        Assert.Equal(stays, ProcessProjector.Project("app", [Of("a", 1).LowerBound()], components).LowerBound);
    }
}
