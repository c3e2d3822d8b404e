using System.Text.Json.Serialization;

namespace QuantBuild.Execution;

/// <summary>How requests and responses travel; a ratio may be infinite.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(LoadRequest))]
[JsonSerializable(typeof(LoadResponse))]
[JsonSerializable(typeof(CompareRequest))]
[JsonSerializable(typeof(CompareResponse))]
[JsonSerializable(typeof(ObserveRequest))]
[JsonSerializable(typeof(ObserveResponse))]
[JsonSerializable(typeof(MeasureRequest))]
[JsonSerializable(typeof(MeasureResponse))]
internal sealed partial class ExecutionJson : JsonSerializerContext;
