using QuantBuild.TestSupport;

namespace QuantBuild.Build.Tests;

[Collection(OnePackedFeed.Name)]
public sealed class External_data_of_a_build(PackedFeed feed)
{
    private const string Output = "bin/Debug/net10.0/models/";
    private const string Artifacts = "obj/Debug/quantized/files/models/";

    [Fact]
    public async Task Lands_beside_the_artifact_is_made_again_where_it_is_gone_and_goes_with_it()
    {
        using var app = new Consumer(feed, """<QuantizeModel Include="models/ext.onnx" Mode="Always" />""");
        ExternalModel.Write(app.File("models/ext.onnx"));

        Assert.Equal(1, (await app.BuildAsync()).Succeeded().ToolRuns);
        Assert.Equal(app.Size("models/ext.data") / 2, app.Size(Output + "ext.onnx.data"));
        Assert.False(app.Exists(Output + "ext.data"));
        Assert.Equal(0, (await app.BuildAsync()).Succeeded().ToolRuns);

        File.Delete(app.File(Artifacts + "ext.onnx.data"));
        Assert.Equal(1, (await app.BuildAsync()).Succeeded().ToolRuns);
        Assert.True(app.Exists(Artifacts + "ext.onnx.data"));

        app.WriteProject("""<QuantizeModel Include="models/a.onnx" />""");
        (await app.BuildAsync()).Succeeded();
        Assert.Equal([app.File(Artifacts + "a.onnx")], Directory.GetFiles(app.File(Artifacts)));
    }

    [Fact]
    public async Task Ships_with_the_original_where_QuantBuild_is_switched_off()
    {
        using var app = new Consumer(
            feed, """<QuantizeModel Include="models/ext.onnx;models/lost.onnx" TargetPath="m/%(Filename).onnx" />""", "<QuantBuildEnabled>false</QuantBuildEnabled>");
        ExternalModel.Write(app.File("models/ext.onnx"));
        ExternalModel.Write(app.File("models/lost.onnx"));
        File.Delete(app.File("models/lost.data"));

        var build = (await app.BuildAsync()).Succeeded();

        Assert.Equal(0, build.ToolRuns);
        Assert.Equal(app.Size("models/ext.data"), app.Size("bin/Debug/net10.0/m/ext.data"));
        Assert.Contains(build.Warnings, warning => warning.StartsWith("QB1008: the model names external data in 'lost.data'", StringComparison.Ordinal));
    }
}
