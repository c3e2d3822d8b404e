using QuantBuild.Diagnostics;
using QuantBuild.Memory;
using QuantBuild.Models;
using QuantBuild.Policy;
using QuantBuild.Requests;

namespace QuantBuild.Core.Tests.Requests;

public sealed class Whole_request
{
    private readonly List<Diagnostic> _diagnostics = [];

    private RunRequest? Read(IReadOnlyList<RequestItem> models, IReadOnlyList<RequestItem>? processes = null, IReadOnlyList<RequestItem>? components = null,
        params (string Name, string Value)[] properties) => RequestReader.Read(new RequestItems
        {
            Models = models,
            Processes = processes ?? [],
            Components = components ?? [],
            Properties = Items.Properties(properties),
            ProjectFile = Items.Project,
            RuntimeVersion = "1.31.1",
        }, _diagnostics);

    [Fact]
    public void Has_models_processes_and_components()
    {
        var request = Read([Items.Model(("Process", "app"))], [Items.Process("app", ("MemoryBudget", "512MB"))],
            [Items.Component("Grad-CAM", ("Process", "app"), ("Size", "85MB"), ("Phase", "peak"), ("Optional", "true"), ("Setting", "ENABLE_GRADCAM")),
             Items.Component("Inference", ("process", "app"), ("size", "30MB"), ("Replaces", "activations:a"))])!;

        Assert.Equal("1.31.1", Assert.Single(request.Models).RuntimeOptions.RuntimeVersion);
        Assert.Equal(new PolicyProcess("app", ByteSize.FromMegabytes(512)), Assert.Single(request.Processes));
        Assert.Equal((Phase.Peak, true, "ENABLE_GRADCAM"), (request.Components[0].Phase, request.Components[0].Optional, request.Components[0].Setting));
        Assert.Equal((null, false, "activations:a"), (request.Components[1].Phase, request.Components[1].Optional, request.Components[1].Replaces));
        Assert.Equal(Items.Project, request.ProjectFile);
    }

    [Fact]
    public void Takes_the_same_item_twice_as_one() => Assert.Single(Read([Items.Model(("Mode", "Never")), Items.Model(("mode", "never"))])!.Models);

    [Fact]
    public void Refuses_the_same_file_with_different_metadata()
    {
        Assert.Null(Read([Items.Model(), Items.Model(("Mode", "Never"))]));

        var diagnostic = Assert.Single(_diagnostics);
        Assert.Equal("QB5003", diagnostic.Code);
        Assert.Contains("Mode 'Auto' and 'Never'", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_two_sources_for_one_target()
    {
        Assert.Null(Read([Items.Named("a/m.onnx") with { OutputPath = "/out/m.onnx" }, Items.Named("b/m.onnx") with { OutputPath = "/out/m.onnx" }]));

        Assert.Equal("QB5004", Assert.Single(_diagnostics).Code);
    }

    [Fact]
    public void Of_a_project_that_is_switched_off_asks_nothing_and_says_so()
    {
        Assert.Empty(Read([Items.Model()], [Items.Process("app", ("MemoryBudget", "1MB"))], properties: ("QuantBuildEnabled", "false"))!.Models);

        Assert.Equal(("QB5010", Severity.Warning), (Assert.Single(_diagnostics).Code, _diagnostics[0].Severity));
    }

    [Fact]
    public void Gives_the_budget_property_to_the_default_process()
    {
        var request = Read([Items.Model()], properties: ("QuantBuildMemoryBudget", "1GB"))!;

        Assert.Equal(new PolicyProcess("default", ByteSize.FromMegabytes(1024)), Assert.Single(request.Processes));
    }

    [Fact]
    public void Lets_an_item_win_over_the_budget_property()
    {
        var request = Read([Items.Model()], [Items.Process("default", ("MemoryBudget", "2GB"))], properties: ("QuantBuildMemoryBudget", "1GB"))!;

        Assert.Equal(ByteSize.FromMegabytes(2048), Assert.Single(request.Processes).Budget);
    }

    [Fact]
    public void Refuses_two_budgets_of_one_process()
    {
        Assert.Null(Read([Items.Model()], [Items.Process("app", ("MemoryBudget", "512MB")), Items.Process("app", ("MemoryBudget", "380MB"))]));

        Assert.Equal("QB5001", Assert.Single(_diagnostics).Code);
    }

    [Theory]
    [InlineData("Process", "elsewhere")]
    [InlineData("Replaces", "weight:a")]
    [InlineData("Replaces", "weights:")]
    [InlineData("Replaces", "host:a")]
    [InlineData("Replaces", "runtime:torch")]
    public void Refuses_a_component_that_names_nothing(string name, string value)
    {
        Assert.Null(Read([Items.Model()], components: [Items.Component("Extra", ("Size", "1MB"), (name, value))]));

        var diagnostic = Assert.Single(_diagnostics);
        Assert.Equal(("QB5005", 9), (diagnostic.Code, diagnostic.Line));
    }

    [Theory]
    [InlineData("Size", "512")]
    [InlineData("Size", "")]
    [InlineData("Phase", "Night")]
    [InlineData("Optional", "perhaps")]
    public void Refuses_a_component_with_an_illegal_value(string name, string value)
    {
        var metadata = new Dictionary<string, string> { ["Size"] = "1MB", [name] = value }.Select(entry => (entry.Key, entry.Value)).ToArray();

        Assert.Null(Read([Items.Model()], components: [Items.Component("Extra", metadata)]));
        Assert.Equal("QB5001", Assert.Single(_diagnostics).Code);
    }

    [Fact]
    public void Reports_everything_that_is_wrong_at_once()
    {
        Read([Items.Model(("Mode", "x"), ("Scheme", "int4"))], [Items.Process("app", ("MemoryBudget", "512"))], properties: ("QuantBuildWarnAt", "90"));

        Assert.Equal(["QB5001", "QB5001", "QB5001", "QB5002"], _diagnostics.Select(diagnostic => diagnostic.Code).Order(StringComparer.Ordinal));
    }
}
