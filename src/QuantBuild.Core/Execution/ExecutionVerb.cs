using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace QuantBuild.Execution;

/// <summary>One thing the child can be asked to do. Registered in <see cref="ExecutionVerbs"/>.</summary>
internal abstract class ExecutionVerb
{
    /// <summary>The child's argument: <c>compare</c>.</summary>
    public abstract string Name { get; }

    /// <summary>In the child: from a request's JSON to a response's.</summary>
    public abstract string Answer(string request);
}

/// <summary>A verb by its pair of records; both must be known to <see cref="ExecutionJson"/>.</summary>
internal abstract class ExecutionVerb<TRequest, TResponse> : ExecutionVerb
    where TRequest : class
    where TResponse : class
{
    private static JsonTypeInfo<TRequest> RequestType => (JsonTypeInfo<TRequest>)ExecutionJson.Default.GetTypeInfo(typeof(TRequest))!;

    private static JsonTypeInfo<TResponse> ResponseType => (JsonTypeInfo<TResponse>)ExecutionJson.Default.GetTypeInfo(typeof(TResponse))!;

    /// <summary>In the parent: variables of the child's environment; an empty value takes one away.</summary>
    public virtual IReadOnlyDictionary<string, string> Environment(TRequest request) => ReadOnlyDictionary<string, string>.Empty;

    public static string Write(TRequest request) => JsonSerializer.Serialize(request, RequestType);

    /// <summary>Null where the text is no response.</summary>
    public static TResponse? Read(string response)
    {
        try
        {
            return JsonSerializer.Deserialize(response, ResponseType);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public sealed override string Answer(string request) =>
        JsonSerializer.Serialize(Run(JsonSerializer.Deserialize(request, RequestType)!), ResponseType);

    /// <summary>In the child: does it. What ONNX Runtime refuses is part of the response.</summary>
    public abstract TResponse Run(TRequest request);
}
