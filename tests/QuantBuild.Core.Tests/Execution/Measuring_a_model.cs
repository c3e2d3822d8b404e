using QuantBuild.Diagnostics;
using QuantBuild.Execution;
using QuantBuild.Execution.Measuring;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Execution;

public sealed class Measuring_a_model : IDisposable
{
    private static readonly SessionSettings Fixed = new() { FixedHeap = true };

    private readonly TestDirectory _folder = new();
    private readonly DiagnosticBag _diagnostics = new("/models/m.onnx");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Counts_its_weights_in_every_phase_and_the_copy_in_the_file_while_loading()
    {
        var measured = Measure(new ModelBuilder().Input("x", "1,2048").MatMul(2048, 2048).Output("y", "1,2048"), Fixed)!;

        // One tensor of 16 MB: the parsed file and the tensor live together for a moment.
        Assert.InRange(measured.LoadPeak.Median.Megabytes, 31, 48);
        Assert.InRange(measured.Loaded.Median.Megabytes, 16, 32);
        Assert.InRange(measured.SteadyPeak!.Value.Median.Megabytes, 16, 32);
        Assert.Equal(measured.LoadPeak.Median, measured.Peak.Median);
        Assert.Equal((1, 3, "synthetic"), (measured.Repeats, measured.Runs, measured.Inputs));
        Assert.Empty(measured.UnsetDimensions);
        Assert.Empty(_diagnostics);
    }

    [Fact]
    public void Runs_it_on_inputs_of_the_given_shapes()
    {
        // Exp of 4096 × 1024 float32: an output of 16 MB, which is no part of the base.
        var model = new ModelBuilder().Input("x", "batch,1024").Node("Exp", ["x"]).Output("y", "batch,1024");
        var (one, many) = (Measure(model, Fixed)!, Measure(model, Fixed, "x:4096x1024")!);

        Assert.InRange((many.FirstRunPeak!.Value.Median - one.FirstRunPeak!.Value.Median).Megabytes, 14, 20);
        Assert.InRange((many.Base.Median - one.Base.Median).Megabytes, 14, 20);
        Assert.Equal("batch", UnsetDimension.Names(one.UnsetDimensions));
        Assert.Empty(many.UnsetDimensions);
    }

    [Fact]
    public void Only_loads_it_where_no_run_is_asked_for()
    {
        var model = new ModelBuilder().Input("text", "n", ElementType.String).Output("y", "n", ElementType.String);
        var measured = Measure(model, Fixed, runs: 0)!;

        Assert.Equal((null, null), (measured.FirstRunPeak, measured.SteadyPeak));
        Assert.Equal(measured.LoadPeak, measured.Peak);
    }

    [Theory]
    [InlineData("", "level=all;pattern=on;arena=on;threads=0;prepack=on;heap=default")]
    [InlineData("131072", "level=all;pattern=on;arena=on;threads=0;prepack=on;heap=fixed")]
    public void Starts_the_child_with_the_declared_heap(string threshold, string session)
    {
        var settings = new SessionSettings { FixedHeap = threshold.Length > 0 };

        Assert.Equal(session, settings.ToString());
        var variables = ExecutionVerbs.Measure.Environment(new MeasureRequest("m.onnx") { Session = settings });
        Assert.Equal(threshold, variables["MALLOC_MMAP_THRESHOLD_"]);
        Assert.Equal("", variables["GLIBC_TUNABLES"]);
    }

    [Fact]
    public void Says_that_the_runtime_refuses_the_model() =>
        Refused(new ModelBuilder().Input("x", "1").Node("NoSuchOperator", ["x"]).Output("y", "1"), "ONNX Runtime does not load it: ");

    [Fact]
    public void Says_that_the_run_fails_and_that_shapes_may_mend_it() =>
        Refused(new ModelBuilder().Input("x", "n").Node("Reshape", ["x", "shape"]).Initializer("shape", [1], [5L]).Output("y", "5"), "Give the extents of its inputs in Shapes.");

    [Fact]
    public void Says_which_input_cannot_be_made_up() =>
        Refused(new ModelBuilder().Input("text", "1", ElementType.String).Output("y", "1", ElementType.String), "input 'text' is of string");

    [Fact]
    public void Ends_it_before_it_takes_more_memory_than_there_is() =>
        Refused(TestModels.Endless(), "more memory than was at hand: it was ended when it needed more than 8.0 MB", TestModels.Limits with { Memory = ByteSize.FromMegabytes(8) });

    [Fact]
    public void Ends_it_when_it_takes_too_long() =>
        Refused(TestModels.Endless(), "took too long: it was ended after 2 s", TestModels.Limits with { Time = TimeSpan.FromSeconds(2) });

    [Fact]
    public void Refuses_shapes_that_do_not_fit()
    {
        Assert.Null(Measure(TestModels.Linear(), Fixed, "picture:1x8"));
        Assert.Equal("QB1014", Assert.Single(_diagnostics).Code);
    }

    [Fact]
    public void Is_summed_up_by_the_median_and_its_range()
    {
        Assert.Equal(new MeasuredRange(new(5), new(1), new(9)), MeasuredRange.Of([9, 1, 5]));
        Assert.Equal(new MeasuredRange(new(1), new(1), new(9)), MeasuredRange.Of([9, 1]));
    }

    private void Refused(ModelBuilder model, string words, ExecutionLimits? limits = null)
    {
        Assert.Null(Measure(model, Fixed, limits: limits));
        var diagnostic = Assert.Single(_diagnostics);
        Assert.Equal(("QB5013", Severity.Error), (diagnostic.Code, diagnostic.Severity));
        Assert.Contains(words, diagnostic.Message, StringComparison.Ordinal);
    }

    private ModelMeasurement? Measure(ModelBuilder model, SessionSettings session, string shapes = "", int runs = 3, ExecutionLimits? limits = null)
    {
        var options = new MeasureOptions(model.Save(_folder.File("m.onnx")))
        {
            Session = session, Shapes = InputShapes.Parse(shapes)!, Repeats = 1, Runs = runs, Limits = limits ?? TestModels.Limits,
        };
        return new ModelMeasurer(new ExecutionClient()).Measure(options, _diagnostics);
    }
}
