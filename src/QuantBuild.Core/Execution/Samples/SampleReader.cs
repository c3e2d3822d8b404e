using System.Globalization;
using QuantBuild.Diagnostics;
using QuantBuild.Models;

namespace QuantBuild.Execution.Samples;

/// <summary>Finds out which file is which input, and whether the model can take it.</summary>
internal static class SampleReader
{
    private const string Numbered = "input_";

    /// <summary>The samples at a path, none where the path is null; null where a diagnostic says why they cannot be used.</summary>
    public static IReadOnlyList<InputSample>? Read(string? path, IReadOnlyList<DeclaredInput> inputs, DiagnosticBag diagnostics)
    {
        if (path is null)
        {
            return [];
        }

        var folders = SampleFolders.Find(path);
        if (folders.Count == 0)
        {
            return Refuse(path, $"holds no sample; legal: {SampleFolders.LegalForm}", diagnostics);
        }

        var samples = new List<InputSample>(folders.Count);
        foreach (var files in folders)
        {
            var sample = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var file in files)
            {
                if (InputOf(file, inputs, files.Count) is not { } input)
                {
                    return Refuse(path, $"has '{Path.GetFileName(file)}', which stands for no input of the model; inputs: {string.Join(", ", inputs)}", diagnostics);
                }

                if (Problem(file, input) is { } problem)
                {
                    return Refuse(path, $"has '{Path.GetFileName(file)}' for {input}, which {problem}", diagnostics);
                }

                sample[input.Name] = file;
            }

            if (inputs.FirstOrDefault(input => !sample.ContainsKey(input.Name)) is { } missing)
            {
                return Refuse(path, $"has no file for {missing} in '{Path.GetDirectoryName(files[0])}'", diagnostics);
            }

            samples.Add(new InputSample(sample));
        }

        return samples;
    }

    private static IReadOnlyList<InputSample>? Refuse(string path, string problem, DiagnosticBag diagnostics)
    {
        diagnostics.Add(Descriptors.SamplesDoNotFit, $"Samples '{path}' {problem}. Correct the files, or remove Samples.");
        return null;
    }

    private static DeclaredInput? InputOf(string file, IReadOnlyList<DeclaredInput> inputs, int files)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        return inputs.FirstOrDefault(input => FileName(input.Name) == name)
            ?? (name.StartsWith(Numbered, StringComparison.Ordinal) && int.TryParse(name.AsSpan(Numbered.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                ? inputs.ElementAtOrDefault(index)
                : files == 1 && inputs.Count == 1 ? inputs[0] : null);
    }

    // Names hold characters that file names may not: one system's rules for all, or samples could not be shared.
    private static string FileName(string input) => string.Concat(input.Select(letter => letter is '/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|' ? '_' : letter));

    private static string? Problem(string file, DeclaredInput input)
    {
        if (SampleTensor.Read(file, out var problem) is not { } tensor)
        {
            return problem;
        }

        var shapes = new InputShapes([new(input.Name, tensor.Shape)]);
        return tensor.Type != input.Type ? $"holds {tensor.Type.ReportName()} instead of {input.Type.ReportName()}"
            : shapes.Contradiction([input]) is not null ? $"has the shape {tensor.Shape}"
            : null;
    }
}
