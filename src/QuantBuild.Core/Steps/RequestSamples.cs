using QuantBuild.Diagnostics;
using QuantBuild.Execution.Samples;
using QuantBuild.Formats;
using QuantBuild.Requests;

namespace QuantBuild.Steps;

/// <summary>The inputs a person gave for a model.</summary>
internal static class RequestSamples
{
    /// <summary>None where none were given; null where a diagnostic says why they cannot be used.</summary>
    public static IReadOnlyList<InputSample>? Of(ModelRequest request, ModelDocument document, DiagnosticBag diagnostics) =>
        SampleReader.Read(request.Samples, ModelFormats.Of(document).Inputs(document), diagnostics);

    /// <summary>As above, with the model read for it.</summary>
    public static IReadOnlyList<InputSample>? Of(ModelRequest request, DiagnosticBag diagnostics) =>
        request.Samples is null ? []
        : ModelReader.Read(request.Path, diagnostics) is { } document ? Of(request, document, diagnostics)
        : null;
}
