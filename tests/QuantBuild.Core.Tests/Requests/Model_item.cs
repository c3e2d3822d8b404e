using QuantBuild.Diagnostics;
using QuantBuild.Execution;
using QuantBuild.Models;
using QuantBuild.Policy;
using QuantBuild.Requests;

namespace QuantBuild.Core.Tests.Requests;

public sealed class Model_item
{
    private readonly List<Diagnostic> _diagnostics = [];

    [Fact]
    public void Without_metadata_has_the_published_defaults()
    {
        var request = Items.Read(Items.Model(), _diagnostics)!;

        Assert.Equal((ModelMode.Auto, "auto", null, Device.Server), (request.Mode, request.Scheme, request.Runtime, request.Device));
        Assert.Equal(["default"], request.Processes);
        Assert.Equal((false, true, 1), (request.AccuracyCritical, request.Resident, request.Sessions));
        Assert.True(request.SchemeOptions.KeepIoTypes);
        Assert.False(request.Gate.IsSet);
        Assert.Equal(("/app/models/a.onnx", "models/a.onnx", 7), (request.Path, request.DisplayPath, request.Line));
        Assert.Empty(_diagnostics);
    }

    [Fact]
    public void Is_read_whatever_the_case_of_names_and_values()
    {
        var item = Items.Model(("mode", "NEVER"), ("DEVICE", "edge"), ("process", "web; worker;"), ("accuracycritical", "True"), ("resident", "false"),
            ("sessions", "4"), ("minsqnr", "38.5"), ("excludeNodes", "head/*;tail"), ("KEEPIOTYPES", "false"));

        var request = Items.Read(item, _diagnostics)!;

        Assert.Equal((ModelMode.Never, Device.Edge), (request.Mode, request.Device));
        Assert.Equal(["web", "worker"], request.Processes);
        Assert.Equal((true, false, 4, 38.5), (request.AccuracyCritical, request.Resident, request.Sessions, request.Gate.MinSqnr));
        Assert.Equal(["head/*", "tail"], request.SchemeOptions.ExcludeNodes);
        Assert.False(request.SchemeOptions.KeepIoTypes);
    }

    [Theory]
    [InlineData("Mode", "Sometimes", "Auto, Always, Never, Check")]
    [InlineData("Mode", "1", "Auto, Always, Never, Check")]
    [InlineData("Device", "Fridge", "Server, Desktop, Mobile, Edge")]
    [InlineData("Scheme", "fp17", "auto, fp16, mixed")]
    [InlineData("Scheme", "pruned+fp17", "auto, fp16, mixed")]
    [InlineData("Runtime", "torch", "by-size, onnxruntime-cpu, tflite, tensorflow")]
    [InlineData("AccuracyCritical", "yes", "true, false")]
    [InlineData("Sessions", "0", "from 1 to 1024")]
    [InlineData("Sessions", "-1", "from 1 to 1024")]
    [InlineData("MinSqnr", "40 dB", "decibels")]
    [InlineData("MinSqnr", "NaN", "decibels")]
    [InlineData("Process", ";", "names of processes")]
    [InlineData("SessionOptions", "speed=high", "key=value")]
    [InlineData("SessionOptions", "level=all;level=all", "key=value")]
    [InlineData("SessionOptions", "level=none", "level=all|extended|basic")]
    [InlineData("SessionOptions", "pattern=true", "pattern=on|off")]
    [InlineData("SessionOptions", "threads=-1", "threads=0")]
    [InlineData("SessionOptions", "threads=1025", "to 1024")]
    [InlineData("SessionOptions", "heap=", "heap=default|fixed")]
    [InlineData("SessionOptions", "arena", "arena=on|off")]
    [InlineData("Shapes", "1x3x224x224", "name:1x3x224x224")]
    [InlineData("Shapes", ":1x3", "name:1x3x224x224")]
    [InlineData("Shapes", "input:", "a scalar has none")]
    [InlineData("Shapes", "input:1x-3", "extents from 0")]
    [InlineData("Shapes", "input:1xN", "extents from 0")]
    [InlineData("Shapes", "input:1;input:2", "for each input")]
    [InlineData("Shapes", "input:9223372036854775807x9", "extents from 0")]
    public void With_an_illegal_value_is_refused_with_the_legal_ones(string name, string value, string legal)
    {
        Assert.Null(Items.Read(Items.Model((name, value)), _diagnostics));

        var diagnostic = Assert.Single(_diagnostics);
        Assert.Equal(("QB5001", Items.Project, 7, 5), (diagnostic.Code, diagnostic.File, diagnostic.Line, diagnostic.Column));
        Assert.StartsWith($"{name} '{value}' of QuantizeModel 'models/a.onnx' is not legal", diagnostic.Message, StringComparison.Ordinal);
        Assert.Contains(legal, diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Scheme", "int4")]
    [InlineData("Scheme", "pruned+int8")]
    [InlineData("Runtime", "tflite")]
    [InlineData("Runtime", "TensorFlow")]
    [InlineData("Labels", "labels.txt")]
    [InlineData("MinTop1Agreement", "99%")]
    [InlineData("MaxAccuracyLoss", "1%")]
    [InlineData("ConvertTo", "tflite")]
    [InlineData("KerasPolicy", "mixed_float16")]
    [InlineData("KeepOptimizer", "true")]
    [InlineData("TfLiteLevel", "1")]
    public void With_a_value_that_is_not_built_is_refused_by_name(string name, string value)
    {
        Assert.Null(Items.Read(Items.Model((name, value)), _diagnostics));

        var diagnostic = Assert.Single(_diagnostics);
        Assert.Equal("QB5002", diagnostic.Code);
        Assert.Contains(name, diagnostic.Message, StringComparison.Ordinal);
        Assert.Contains("not available yet", diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fp16")]
    [InlineData("FP16")]
    [InlineData("mixed")]
    public void Takes_the_scheme_that_is_built(string scheme) => Assert.Equal(scheme.ToLowerInvariant(), Items.Read(Items.Model(("Scheme", scheme)), _diagnostics)!.Scheme);

    [Theory]
    [InlineData("by-size")]
    [InlineData("onnxruntime-cpu")]
    public void Takes_the_runtimes_that_are_built(string runtime) => Assert.Equal(runtime, Items.Read(Items.Model(("Runtime", runtime)), _diagnostics)!.Runtime);

    [Fact]
    public void May_set_every_default()
    {
        var defaults = ModelMetadata.All.Select(name => (name.Name, name.Default)).ToArray();

        Assert.NotNull(Items.Read(Items.Model(defaults), _diagnostics));
        Assert.Empty(_diagnostics);
    }

    [Fact]
    public void Has_the_runtimes_own_session_options_by_default() =>
        Assert.Equal(SessionSettings.Default, Items.Read(Items.Model(("SessionOptions", "heap=default; Level=ALL")), _diagnostics)!.RuntimeOptions.Session);

    [Fact]
    public void Takes_every_session_option()
    {
        var session = Items.Read(Items.Model(("SessionOptions", "level=basic;pattern=off;Arena=Off;threads=4;prepack=off;heap=fixed")), _diagnostics)!.RuntimeOptions.Session;

        Assert.Equal(new SessionSettings { Level = OptimizationLevel.Basic, Pattern = false, Arena = false, Threads = 4, Prepack = false, FixedHeap = true }, session);
    }

    [Fact]
    public void Finds_samples_beside_the_project() =>
        Assert.Equal(Path.GetFullPath("/app/data/samples"), Items.Read(Items.Model(("Samples", "data\\samples")), _diagnostics)!.Samples);

    [Fact]
    public void Takes_shapes_of_inputs_whose_names_hold_colons()
    {
        var shapes = Items.Read(Items.Model(("Shapes", "serving:0:1x3x224x224; past : 1X0×64;")), _diagnostics)!.RuntimeOptions.Shapes;

        Assert.Equal("past:1x0x64;serving:0:1x3x224x224", shapes.ToString());
        Assert.Equal(new TensorShape([1, 3, 224, 224]), shapes.Of("serving:0"));
    }

    [Fact]
    public void May_carry_metadata_of_others() => Assert.NotNull(Items.Read(Items.Model(("Pack", "true"), ("CopyToOutputDirectory", "Always")), _diagnostics));

    [Fact]
    public void Takes_what_it_does_not_say_from_the_properties()
    {
        var request = Items.Read(Items.Model(("Device", "Desktop")), _diagnostics, ("QuantBuildMode", "Check"), ("QuantBuildDevice", "Edge"))!;

        Assert.Equal((ModelMode.Check, Device.Desktop), (request.Mode, request.Device));
    }

    [Fact]
    public void Names_the_property_that_is_illegal()
    {
        Items.Read(Items.Model(), _diagnostics, ("QuantBuildScheme", "fp17"));

        Assert.StartsWith("QuantBuildScheme 'fp17' is not legal", Assert.Single(_diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_the_option_at_the_prompt()
    {
        Items.Read(Items.Model(("AccuracyCritical", "maybe")) with { AtPrompt = true }, _diagnostics);

        Assert.StartsWith("--accuracy-critical 'maybe' is not legal", Assert.Single(_diagnostics).Message, StringComparison.Ordinal);
    }
}
