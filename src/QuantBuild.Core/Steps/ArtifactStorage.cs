using QuantBuild.Formats;
using QuantBuild.Requests;
using QuantBuild.Schemes;

namespace QuantBuild.Steps;

/// <summary>Decides where a plan's tensors will be, in the model file or in one beside it, and with that its exact size.</summary>
internal static class ArtifactStorage
{
    private const string Extension = ".data";

    /// <summary>Two models of one folder have different names, so they never share a data file.</summary>
    public static string DataFile(ModelRequest request) => (request.OutputPath ?? request.Path) + Extension;

    public static SchemeOutcome Store(SchemePlan plan, ModelRequest request)
    {
        var format = ModelFormats.Of(plan.Result);
        var inline = plan.Result with { ExternalFiles = [] };
        var mode = request.ExternalData;
        if (mode != ExternalDataMode.Always && (mode == ExternalDataMode.Never || plan.Result.ExternalFiles.Count == 0))
        {
            var size = format.Layout(inline).Size;
            if (size <= format.LargestFile)
            {
                return new SchemeOutcome(plan with { Result = inline, OutputSize = size }, null);
            }

            if (mode == ExternalDataMode.Never)
            {
                return TooLarge($"the result has {size}, above the {format.LargestFile} that one {format.Name} file may have, and ExternalData=never allows no other; set ExternalData=auto");
            }
        }

        var stored = format.StoreBeside(inline, DataFile(request));
        var layout = format.Layout(stored);
        return layout.Model.Size > format.LargestFile
            ? TooLarge($"the model file alone has {layout.Model.Size}, above the {format.LargestFile} it may have: its largest tensors cannot be stored as external data")
            : new SchemeOutcome(plan with { Result = stored, OutputSize = layout.Size }, null);
    }

    private static SchemeOutcome TooLarge(string refusal) => new(null, refusal) { ExceedsOneFile = true };
}
