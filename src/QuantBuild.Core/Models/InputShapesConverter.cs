using System.Text.Json;
using System.Text.Json.Serialization;

namespace QuantBuild.Models;

/// <summary>Shapes travel to a child as a person writes them.</summary>
internal sealed class InputShapesConverter : JsonConverter<InputShapes>
{
    public override InputShapes Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        InputShapes.Parse(reader.GetString() ?? "") ?? throw new JsonException();

    public override void Write(Utf8JsonWriter writer, InputShapes value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
