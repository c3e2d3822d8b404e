using System.Collections.Immutable;
using QuantBuild.Models;

namespace QuantBuild.Core.Tests.Requests;

public sealed class Shapes_of_inputs
{
    private static readonly DeclaredInput Image = Input("image", new(null, "batch"), new(3), new(null), new(null));
    private static readonly DeclaredInput Mask = Input("mask", new(null, "batch"), new(null, "tokens"));

    [Fact]
    public void Fill_open_extents() => Assert.Equal(["image: 2×3×224×224"], Applied("image:2x3x224x224", Image));

    [Fact]
    public void Fill_extents_of_the_same_name_in_every_input() => Assert.Equal(["mask: 2×tokens", "image: 2×3×224×224"], Applied("image:2x3x224x224", Mask, Image));

    [Fact]
    public void Leave_open_what_nobody_says() => Assert.Equal(["image: batch×3×?×?"], Applied("", Image));

    [Fact]
    public void Give_a_rank_where_the_model_has_none() =>
        Assert.Equal(["any: 1×2"], Applied("any:1x2", new DeclaredInput("any", ElementType.Float32, null)));

    [Theory]
    [InlineData("image:1x3x8x8", null)]
    [InlineData("picture:1x3x8x8", "names 'picture', which is no input of the model; inputs: image: batch×3×?×?, mask: batch×tokens")]
    [InlineData("image:1x3x8", "gives 'image' the shape 1×3×8, but the model declares image: batch×3×?×?")]
    [InlineData("image:1x1x8x8", "gives 'image' the shape 1×1×8×8, but the model declares image: batch×3×?×?")]
    public void Must_fit_the_model(string shapes, string? contradiction) => Assert.Equal(contradiction, InputShapes.Parse(shapes)!.Contradiction([Image, Mask]));

    private static IEnumerable<string> Applied(string shapes, params DeclaredInput[] inputs) =>
        InputShapes.Parse(shapes)!.ApplyTo(inputs).Select(input => input.ToString());

    private static DeclaredInput Input(string name, params ImmutableArray<DeclaredDimension> dimensions) => new(name, ElementType.Float32, dimensions);
}
