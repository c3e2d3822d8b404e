using Google.Protobuf;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;
using QuantBuild.Schemes;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Schemes;

public sealed class Fp16_of_small_models
{
    [Fact]
    public void Keeps_inputs_and_outputs_with_one_cast_each()
    {
        var model = ConvertedModel.Of(new ModelBuilder().Input("x", "1,8").MatMul(8, 8).Relu().MatMul(8, 8).Output("y", "1,8")).RunsLikeTheOriginal();

        Assert.Equal(ElementType.Float32, ConvertedModel.TypeOf(model.Proto.Graph.Input[0]));
        Assert.Equal(ElementType.Float32, ConvertedModel.TypeOf(model.Proto.Graph.Output[0]));
        Assert.All(model.Proto.Graph.Initializer, tensor => Assert.Equal(ElementType.Float16, (ElementType)tensor.DataType));
        Assert.Equal(2, model.Plan.CastsAdded);
    }

    [Fact]
    public void Changes_inputs_and_outputs_where_that_is_asked_for()
    {
        var options = new SchemeOptions { KeepIoTypes = false };
        var model = ConvertedModel.Of(new ModelBuilder().Input("x", "1,8").MatMul(8, 8).Output("y", "1,8"), options);

        Assert.Null(model.Compared.ArtifactFailure);
        Assert.Equal(ElementType.Float16, ConvertedModel.TypeOf(model.Proto.Graph.Input[0]));
        Assert.Equal(ElementType.Float16, ConvertedModel.TypeOf(model.Proto.Graph.Output[0]));
        Assert.Equal(0, model.Plan.CastsAdded);
    }

    [Fact]
    public void Says_why_where_nothing_can_be_converted()
    {
        var builder = new ModelBuilder().Opset("my.company", 1).Input("x", "1,8").Initializer("w", [8, 8], ModelBuilder.Random(64, 1)).Node("Mine", ["x", "w"]);
        builder.Graph.Node[0].Domain = "my.company";

        Assert.Equal("no stored float32 tensor can become float16, for Mine stays as it is: operator of domain my.company", ConvertedModel.Of(builder.Output("y", "1,8")).Outcome.Refusal);
    }

    [Fact]
    public void Leaves_operators_that_do_not_admit_float16_and_names_them()
    {
        var builder = new ModelBuilder(opset: 13).Input("x", "1,8").MatMul(8, 8).Initializer("axis", [], [1L]);
        var model = ConvertedModel.Of(builder.Node("CumSum", [builder.Current, "axis"]).MatMul(8, 8).Output("y", "1,8")).RunsLikeTheOriginal();

        // CumSum admits float16 from opset 14 on.
        var kept = Assert.Single(model.Plan.Kept);
        Assert.Equal(("CumSum", "takes float32 only"), (kept.Operator, kept.Reason));
        Assert.Equal(4, model.Plan.CastsAdded);
    }

    [Fact]
    public void Retargets_casts_to_float32()
    {
        var builder = new ModelBuilder().Input("x", "1,8", ElementType.Int64);
        var model = ConvertedModel.Of(builder.Node("Cast", ["x"], null, To(ElementType.Float32)).MatMul(8, 8).Output("y", "1,8")).RunsLikeTheOriginal();

        Assert.Equal((long)ElementType.Float16, model.Nodes("Cast").First().Attribute[0].I);
        Assert.Equal(1, model.Plan.CastsAdded);
    }

    [Fact]
    public void Keeps_a_shared_initializer_once_as_float32_where_a_kept_node_needs_it()
    {
        var builder = new ModelBuilder(opset: 13).Input("x", "8,8").Initializer("w", [8, 8], Weights(64)).Initializer("axis", [], [1L])
            .Node("MatMul", ["x", "w"], "product").Node("CumSum", ["w", "axis"], "sums").Node("Add", ["product", "sums"]);
        var model = ConvertedModel.Of(builder.Initializer("other", [8, 8], Weights(64)).Node("MatMul", [builder.Current, "other"]).Output("y", "8,8")).RunsLikeTheOriginal();

        Assert.Equal(ElementType.Float32, model.TypeOfInitializer("w"));
        Assert.Equal(ElementType.Float16, model.TypeOfInitializer("other"));
        Assert.Contains(model.Plan.Kept, kept => kept.Node == "w");
    }

    [Fact]
    public void Keeps_tied_weights_one_tensor()
    {
        var builder = new ModelBuilder().Input("x", "8,8").Initializer("w", [8, 8], Weights(64)).Node("MatMul", ["x", "w"]);
        var model = ConvertedModel.Of(builder.Node("MatMul", [builder.Current, "w"]).Output("y", "8,8")).RunsLikeTheOriginal();

        Assert.Equal(ElementType.Float16, model.TypeOfInitializer("w"));
        Assert.Single(model.Proto.Graph.Initializer);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(13)]
    [InlineData(19)]
    public void Keeps_the_scales_of_resize(int opset)
    {
        var builder = new ModelBuilder(opset).Input("x", "1,1,4,4").Initializer("scales", [4], [1f, 1f, 2f, 2f]).Initializer("w", [1, 1, 1, 1], [0.5f]);
        builder.Initializer("roi", [0], Array.Empty<float>()).Node("Conv", ["x", "w"]);
        builder.Node("Resize", opset == 10 ? [builder.Current, "scales"] : [builder.Current, "roi", "scales"]);
        var model = ConvertedModel.Of(builder.Output("y", null)).RunsLikeTheOriginal();

        Assert.Equal(ElementType.Float32, model.TypeOfInitializer("scales"));
        Assert.Equal(ElementType.Float16, model.TypeOfInitializer("w"));
    }

    [Fact]
    public void Converts_weights_in_constant_nodes_of_every_form()
    {
        var builder = new ModelBuilder().Input("x", "1,2");
        builder.Node("Constant", [], "tensor", new AttributeProto
        {
            Name = "value", Type = AttributeProto.Types.AttributeType.Tensor, T = new TensorProto { DataType = 1, Dims = { 2 }, FloatData = { 0.5f, 2f } },
        });
        builder.Node("Constant", [], "list", new AttributeProto { Name = "value_floats", Type = AttributeProto.Types.AttributeType.Floats, Floats = { 1f, 3f } });
        builder.Node("Constant", [], "scalar", new AttributeProto { Name = "value_float", Type = AttributeProto.Types.AttributeType.Float, F = 0.25f });
        builder.Node("Mul", ["x", "tensor"], "a").Node("Add", ["a", "list"], "b").Node("Sub", ["b", "scalar"], "c");
        var model = ConvertedModel.Of(builder.Output("y", "1,2")).RunsLikeTheOriginal();

        Assert.All(model.Nodes("Constant"), node => Assert.Equal((int)ElementType.Float16, node.Attribute.Single().T.DataType));
    }

    [Fact]
    public void Keeps_shape_arithmetic_in_float32()
    {
        // A width of 4001 is no float16: halves of it would be off by one.
        var builder = new ModelBuilder().Input("x", "1,4001").Initializer("w", [1, 4001], Weights(4001)).Initializer("half", [], [0.5f])
            .Node("Mul", ["x", "w"], "scaled").Node("Shape", ["scaled"], "shape").Node("Cast", ["shape"], "float_shape", To(ElementType.Float32))
            .Node("Mul", ["float_shape", "half"], "halves").Node("Cast", ["halves"], "long_halves", To(ElementType.Int64));
        var model = ConvertedModel.Of(builder.Output("y", "2", ElementType.Int64).From("scaled").Output("z", "1,4001")).RunsLikeTheOriginal();

        Assert.Contains(model.Plan.Kept, kept => kept.Reason == "shape arithmetic");
        Assert.All(model.Compared.Outputs.Where(output => output.Name == "y"), output => Assert.True(output.Identical));
    }

    [Fact]
    public void Converts_a_table_of_positions_that_only_shapes_index()
    {
        var builder = new ModelBuilder().Input("x", "1,16").Initializer("w", [16, 16], Weights(256)).Initializer("table", [64, 16], Weights(1024))
            .Initializer("zero", [], [0L]).Initializer("one", [], [1L]).Node("MatMul", ["x", "w"], "product").Node("Size", ["product"], "count")
            .Node("Range", ["zero", "count", "one"], "positions").Node("Gather", ["table", "positions"], "embedded").Node("Add", ["product", "embedded"]);
        var model = ConvertedModel.Of(builder.Output("y", "16,16")).RunsLikeTheOriginal();

        Assert.Equal(ElementType.Float16, model.TypeOfInitializer("table"));
        Assert.DoesNotContain(model.Plan.Kept, kept => kept.Operator == "Gather");
    }

    [Fact]
    public void Keeps_the_angles_of_positions_in_float32()
    {
        var builder = new ModelBuilder().Input("x", "4,8").Initializer("w", [8, 8], Weights(64)).Node("MatMul", ["x", "w"], "product")
            .Initializer("first", [], [3000L]).Initializer("last", [], [3004L]).Initializer("step", [], [1L]).Initializer("column", [2], [4L, 1L])
            .Initializer("frequencies", [1, 8], [1f, 0.5f, 0.25f, 0.1f, 0.05f, 0.01f, 0.001f, 0.0001f])
            .Node("Range", ["first", "last", "step"], "positions").Node("Cast", ["positions"], "counted", To(ElementType.Float32))
            .Node("Reshape", ["counted", "column"], "rows").Node("Mul", ["rows", "frequencies"], "angles").Node("Cos", ["angles"], "cosines").Node("Mul", ["product", "cosines"]);
        var model = ConvertedModel.Of(builder.Output("y", "4,8")).RunsLikeTheOriginal(50);

        Assert.Equal(4, model.Plan.Kept.Count(kept => kept.Reason == "angle of a position"));
        Assert.Equal(ElementType.Float32, model.TypeOfInitializer("frequencies"));
        Assert.Equal(ElementType.Float16, model.TypeOfInitializer("w"));
    }

    [Fact]
    public void Converts_bodies_of_if_with_values_from_around_it()
    {
        var then = Body("then", new NodeProto { OpType = "MatMul", Input = { "product", "inner" }, Output = { "then_out" } });
        then.Initializer.Add(new TensorProto { Name = "inner", DataType = 1, Dims = { 8, 8 }, FloatData = { Weights(64) } });
        var other = Body("else", new NodeProto { OpType = "Neg", Input = { "product" }, Output = { "else_out" } });
        var builder = new ModelBuilder().Input("condition", "", ElementType.Bool).Input("x", "8,8").Initializer("w", [8, 8], Weights(64)).Node("MatMul", ["x", "w"], "product");
        builder.Node("If", ["condition"], null,
            new AttributeProto { Name = "then_branch", G = then, Type = AttributeProto.Types.AttributeType.Graph },
            new AttributeProto { Name = "else_branch", G = other, Type = AttributeProto.Types.AttributeType.Graph });
        var model = ConvertedModel.Of(builder.Output("y", "8,8")).RunsLikeTheOriginal();

        var body = model.Nodes("If").Single().Attribute.First(attribute => attribute.Name == "then_branch").G;
        Assert.Equal((int)ElementType.Float16, body.Initializer.Single().DataType);
    }

    [Fact]
    public void Leaves_unknown_domains_between_casts()
    {
        var builder = new ModelBuilder().Opset("com.example", 1).Input("x", "1,8").MatMul(8, 8);
        builder.Node("Secret", [builder.Current]).Graph.Node[^1].Domain = "com.example";
        var model = ConvertedModel.Of(builder.Output("y", "1,8"));

        var secret = model.Nodes("Secret").Single();
        Assert.Contains(model.Nodes("Cast"), cast => cast.Output[0] == secret.Input[0]);
        Assert.Equal("operator of domain com.example", Assert.Single(model.Plan.Kept, kept => kept.Operator == "Secret").Reason);
    }

    [Fact]
    public void Leaves_excluded_nodes_by_their_own_name_or_a_tensors()
    {
        var builder = new ModelBuilder().Input("x", "8,8").Initializer("keep.me", [8, 8], Weights(64)).Initializer("w", [8, 8], Weights(64)).Node("MatMul", ["x", "keep.me"]);
        var model = ConvertedModel.Of(builder.Node("MatMul", [builder.Current, "w"]).Output("y", "8,8"), new SchemeOptions { ExcludeNodes = ["keep.*", "absent"] })
            .RunsLikeTheOriginal();

        Assert.Equal(ElementType.Float32, model.TypeOfInitializer("keep.me"));
        Assert.Equal(ElementType.Float16, model.TypeOfInitializer("w"));
        Assert.Equal(["absent"], model.Plan.UnmatchedExclusions);
    }

    [Fact]
    public void Sorts_nodes_that_stand_before_what_they_use()
    {
        var builder = new ModelBuilder().Input("x", "1,8").MatMul(8, 8).Relu().MatMul(8, 8).Output("y", "1,8");
        var reversed = builder.Graph.Node.Reverse().ToList();
        builder.Graph.Node.Clear();
        builder.Graph.Node.AddRange(reversed);
        var model = ConvertedModel.Of(builder).RunsLikeTheOriginal();

        var defined = model.Proto.Graph.Input.Select(input => input.Name).Concat(model.Proto.Graph.Initializer.Select(tensor => tensor.Name)).ToHashSet();
        Assert.All(model.Proto.Graph.Node, node =>
        {
            Assert.All(node.Input, input => Assert.Contains(input, defined));
            defined.UnionWith(node.Output);
        });
    }

    [Fact]
    public void Converts_an_initializer_that_is_also_an_input()
    {
        var builder = new ModelBuilder(ir: 3, opset: 8).Input("w", "8,8").Input("x", "8,8").Initializer("w", [8, 8], Weights(64)).Node("MatMul", ["x", "w"]);
        var model = ConvertedModel.Of(builder.Output("y", "8,8")).RunsLikeTheOriginal();

        Assert.Equal(ElementType.Float16, model.TypeOfInitializer("w"));
        Assert.Equal(ElementType.Float16, ConvertedModel.TypeOf(model.Proto.Graph.Input.Single(input => input.Name == "w")));
    }

    [Fact]
    public void Keeps_an_initializer_that_is_an_output()
    {
        var builder = new ModelBuilder().Input("x", "8,8").Initializer("w", [8, 8], Weights(64)).Initializer("v", [8, 8], Weights(64)).Node("MatMul", ["x", "w"]);
        builder.Node("MatMul", [builder.Current, "v"]).Output("y", "8,8");
        builder.Graph.Output.Add(new ValueInfoProto(builder.Graph.Output[0]) { Name = "w" });
        var model = ConvertedModel.Of(builder).RunsLikeTheOriginal();

        Assert.Equal(ElementType.Float32, model.TypeOfInitializer("w"));
    }

    [Fact]
    public void Converts_what_nothing_uses_unless_it_is_excluded_or_says_how_something_is_quantized()
    {
        var builder = new ModelBuilder().Input("x", "8,8").MatMul(8, 8).Initializer("unused", [8, 8], Weights(64)).Initializer("excluded", [8, 8], Weights(64))
            .Initializer("scale", [], [0.1f]).Output("y", "8,8");
        builder.Graph.QuantizationAnnotation.Add(new TensorAnnotation
        {
            TensorName = "x", QuantParameterTensorNames = { new StringStringEntryProto { Key = "SCALE_TENSOR", Value = "scale" } },
        });
        var model = ConvertedModel.Of(builder, new SchemeOptions { ExcludeNodes = ["excluded"] }).RunsLikeTheOriginal();

        Assert.Equal(ElementType.Float16, model.TypeOfInitializer("unused"));
        Assert.Equal(ElementType.Float32, model.TypeOfInitializer("excluded"));
        Assert.Equal(ElementType.Float32, model.TypeOfInitializer("scale"));
        Assert.Empty(model.Plan.UnmatchedExclusions);
    }

    [Fact]
    public void Leaves_stored_tensors_that_are_the_outputs_unless_their_types_may_change()
    {
        ModelBuilder Model()
        {
            var builder = new ModelBuilder().Initializer("w", [8, 8], Weights(64));
            builder.Graph.Output.Add(ModelBuilder.ValueInfo("w", "8,8", ElementType.Float32));
            return builder;
        }

        var kept = ConvertedModel.Of(Model()).Outcome;
        Assert.True(kept.NothingToDo);
        Assert.Contains("KeepIoTypes=false", kept.Refusal, StringComparison.Ordinal);
        var converted = ConvertedModel.Of(Model(), new SchemeOptions { KeepIoTypes = false });
        Assert.Null(converted.Compared.ArtifactFailure);
        Assert.Equal(ElementType.Float16, ConvertedModel.TypeOf(converted.Proto.Graph.Output[0]));
    }

    [Fact]
    public void Takes_nodes_with_inputs_or_outputs_missing_as_they_are()
    {
        var builder = new ModelBuilder().Input("x", "1,8").MatMul(8, 8).Output("y", "1,8");
        foreach (var operation in (string[])["Constant", "Sin", "Cast", "DynamicQuantizeLinear", "ConstantOfShape", "Loop", "Add"])
        {
            builder.Graph.Node.Add(new NodeProto { OpType = operation });
            builder.Graph.Node.Add(new NodeProto { OpType = operation, Output = { "" }, Attribute = { new AttributeProto { Name = "value" } } });
        }

        Assert.NotNull(ConvertedModel.Of(builder).Plan);
    }

    [Theory]
    [InlineData(3, 7)]
    [InlineData(13, 26)]
    public void Converts_the_oldest_and_the_newest_version_of_the_format(int ir, int opset)
    {
        var builder = new ModelBuilder(opset, ir).Input("x", "1,1,4,4").Conv(1, 2).Relu();
        foreach (var tensor in ir == 3 ? builder.Graph.Initializer : [])
        {
            // Before IR 4, every initializer is an input too.
            builder.Graph.Input.Add(ModelBuilder.ValueInfo(tensor.Name, string.Join(',', tensor.Dims), ElementType.Float32));
        }

        var model = ConvertedModel.Of(builder.Output("y", "1,2,4,4")).RunsLikeTheOriginal();
        Assert.Equal((ir, opset), (model.Proto.IrVersion, model.Proto.OpsetImport[0].Version));
        Assert.Equal(ElementType.Float16, model.TypeOfInitializer(builder.Graph.Initializer[0].Name));
    }

    [Fact]
    public void Keeps_fields_that_no_version_of_the_format_has_wherever_they_stand()
    {
        // Field 1023 with one byte, in a model, a graph, a node, an attribute and a converted tensor.
        byte[] unknown = [0xFA, 0x3F, 0x01, 7];
        var builder = new ModelBuilder().Input("x", "1,1,4,4").Conv(1, 1).Output("y", "1,1,4,4");
        var graph = builder.Graph;
        graph.Initializer[0] = TensorProto.Parser.ParseFrom([.. graph.Initializer[0].ToByteArray(), .. unknown]);
        var node = graph.Node[0];
        node.Attribute[0] = AttributeProto.Parser.ParseFrom([.. node.Attribute[0].ToByteArray(), .. unknown]);
        graph.Node[0] = NodeProto.Parser.ParseFrom([.. node.ToByteArray(), .. unknown]);
        builder.Proto.Graph = GraphProto.Parser.ParseFrom([.. graph.ToByteArray(), .. unknown]);
        var bytes = ConvertedModel.Of(builder, extra: unknown).RunsLikeTheOriginal().Proto.ToByteArray();

        Assert.Equal(5, Enumerable.Range(0, bytes.Length - 3).Count(i => bytes.AsSpan(i, 4).SequenceEqual(unknown)));
    }

    [Fact]
    public void Takes_no_name_that_the_model_has()
    {
        var builder = new ModelBuilder().Input("x", "1,8").MatMul(8, 8).Output("y", "1,8");
        builder.Graph.ValueInfo.Add(new ValueInfoProto { Name = "x_fp16" });
        var model = ConvertedModel.Of(builder).RunsLikeTheOriginal();

        Assert.Contains(model.Nodes("Cast"), cast => cast.Output[0] == "x_fp16_1");
    }

    [Fact]
    public void Has_nothing_to_do_where_no_float32_is_stored()
    {
        var model = ConvertedModel.Of(new ModelBuilder().Input("x", "1,8").Relu().Output("y", "1,8"));
        Assert.True(model.Outcome.NothingToDo);
    }

    [Fact]
    public void Refuses_a_graph_that_runs_in_a_circle()
    {
        var builder = new ModelBuilder().Input("x", "1,8").Initializer("w", [8, 8], Weights(64)).Node("Add", ["b", "w"], "a").Node("Add", ["a", "w"], "b");
        Assert.Contains("circle", ConvertedModel.Of(builder.Output("y", "1,8")).Outcome.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Gives_equal_bytes_for_equal_models()
    {
        ModelBuilder Model() => new ModelBuilder().Input("x", "1,8").MatMul(8, 8).Relu().MatMul(8, 8).Output("y", "1,8");
        Assert.Equal(ConvertedModel.Of(Model()).Proto.ToByteArray(), ConvertedModel.Of(Model()).Proto.ToByteArray());
    }

    private static GraphProto Body(string name, NodeProto node) => new()
    {
        Name = name, Node = { node }, Output = { new ValueInfoProto { Name = node.Output[0], Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = 1 } } } },
    };

    private static AttributeProto To(ElementType type) => new() { Name = "to", I = (long)type, Type = AttributeProto.Types.AttributeType.Int };

    private static float[] Weights(int count) => [.. Enumerable.Range(0, count).Select(i => ((i * 37 % 101) - 50) / 100f)];
}
