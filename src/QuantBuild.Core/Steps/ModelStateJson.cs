using System.Text.Json.Serialization;

namespace QuantBuild.Steps;

/// <summary>Generated serialization: reflection would cost more at start-up than reading the model.</summary>
[JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ModelState))]
internal sealed partial class ModelStateJson : JsonSerializerContext;
