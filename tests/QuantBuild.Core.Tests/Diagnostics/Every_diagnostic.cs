using QuantBuild.Diagnostics;
using QuantBuild.Diagnostics.Explanations;

namespace QuantBuild.Core.Tests.Diagnostics;

public sealed class Every_diagnostic
{
    public static TheoryData<string> Codes => [.. Descriptors.All.Select(descriptor => descriptor.Id)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Is_explained(string code)
    {
        var explanation = ExplanationTable.Find(code);

        Assert.NotNull(explanation);
        Assert.NotEqual("", explanation.Cause);
        Assert.NotEqual("", explanation.Example);
        Assert.NotEqual("", explanation.Fix);
    }

    [Fact]
    public void Is_explained_once() =>
        Assert.Equal(ExplanationTable.All.Count, ExplanationTable.All.Select(explanation => explanation.Descriptor.Id).Distinct().Count());

    [Fact]
    public void Has_an_id_of_its_own_and_stands_in_order()
    {
        var ids = Descriptors.All.Select(descriptor => descriptor.Id).ToList();

        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void Is_listed()
    {
        var declared = typeof(Descriptors).GetFields().Where(field => field.FieldType == typeof(DiagnosticDescriptor)).Select(field => field.GetValue(null));

        Assert.Equal(declared, Descriptors.All);
    }
}
