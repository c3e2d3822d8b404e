using System.CommandLine;

namespace QuantBuild.Cli.Commands;

/// <summary>The paths that most commands take.</summary>
internal static class PathsArgument
{
    public static Argument<string[]> Create()
    {
        var paths = new Argument<string[]>("path")
        {
            Description = "Models, folders, globs, or one project or solution; without: the project here, else the models below",
            Arity = ArgumentArity.ZeroOrMore,
        };

        // An option with a typing error would otherwise be taken for a model that does not exist.
        paths.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-') && !Path.Exists(token.Value)))
            {
                result.AddError($"Unknown option '{token.Value}'.");
            }
        });
        return paths;
    }
}
