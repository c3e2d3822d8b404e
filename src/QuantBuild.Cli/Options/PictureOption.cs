using System.CommandLine;
using QuantBuild.Diagnostics;
using QuantBuild.Reporting;
using QuantBuild.Reporting.Pictures;

namespace QuantBuild.Cli.Options;

/// <summary>The file that the memory of one model over the steps of a run is drawn into.</summary>
internal sealed class PictureOption
{
    private readonly Option<string> _file = new("--picture") { Description = "draw the memory of the model with the largest peak into this SVG file" };

    public void AddTo(Command command) => command.Add(_file);

    public void Write(ParseResult parsed, Report? report, ICollection<Diagnostic> diagnostics, string folder)
    {
        if (parsed.GetValue(_file) is not { } file || report is null)
        {
            return;
        }

        if (PlanWriter.Pictures(report).MaxBy(picture => picture.Top) is not { } picture)
        {
            diagnostics.Add(new Diagnostic(Descriptors.IllegalValue, $"--picture '{file}': no model's activations are projected, so there is nothing to draw; legal: a model whose input extents are known (Shapes).", folder));
            return;
        }

        try
        {
            File.WriteAllText(Path.Combine(folder, file), SvgPicture.Draw(picture));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(new Diagnostic(Descriptors.IllegalValue, $"--picture '{file}' cannot be written: {problem.Message} Legal: a file in a folder that exists and can be written to.", folder));
        }
    }
}
