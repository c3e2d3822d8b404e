using System.IO.Enumeration;
using QuantBuild.Formats.Onnx.Graphs;

namespace QuantBuild.Schemes.Fp16;

/// <summary>Globs of node or tensor names; remembers which of them matched.</summary>
internal sealed class NameGlobs(IReadOnlyList<string> globs)
{
    private readonly HashSet<string> _matched = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Unmatched => [.. globs.Where(glob => !_matched.Contains(glob))];

    /// <summary>The node's own name, or that of a tensor it takes or gives.</summary>
    public bool Match(GraphNode node)
    {
        if (globs.Count == 0)
        {
            return false;
        }

        var names = node.Proto.Output.Concat(node.Proto.Input).Append(node.Proto.Name).Where(name => name.Length > 0).ToList();
        var matching = globs.Where(glob => names.Exists(name => FileSystemName.MatchesSimpleExpression(glob, name, ignoreCase: false))).ToList();
        _matched.UnionWith(matching);
        return matching.Count > 0;
    }
}
