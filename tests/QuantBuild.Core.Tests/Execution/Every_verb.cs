using QuantBuild.Execution;

namespace QuantBuild.Core.Tests.Execution;

public sealed class Every_verb
{
    [Fact]
    public void Has_its_own_name() =>
        Assert.Distinct(ExecutionVerbs.All.Select(verb => verb.Name));

    [Fact]
    public void Has_records_that_travel()
    {
        foreach (var verb in ExecutionVerbs.All)
        {
            Assert.All(verb.GetType().BaseType!.GetGenericArguments(), record => Assert.NotNull(ExecutionJson.Default.GetTypeInfo(record)));
        }
    }
}
