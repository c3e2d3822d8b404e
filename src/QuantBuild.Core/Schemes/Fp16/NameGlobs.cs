using System.IO.Enumeration;
using QuantBuild.Formats.Onnx.Graphs;

namespace QuantBuild.Schemes.Fp16;

/// <summary>Globs of node or tensor names; remembers which of them matched.</summary>
internal sealed class NameGlobs(IReadOnlyList<string> globs)
{
    private readonly HashSet<string> _matched = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Unmatched => [.. globs.Where(glob => !_matched.Contains(glob))];

    /// <summary>The node's own name, or that of a tensor it takes or gives.</summary>
    public bool Match(GraphNode node) => globs.Count > 0 && Match(node.Proto.Output.Concat(node.Proto.Input).Append(node.Proto.Name));

    public bool Match(IEnumerable<string> candidates)
    {
        var names = candidates.Where(name => name.Length > 0).ToList();
        var matching = globs.Where(glob => names.Exists(name => FileSystemName.MatchesSimpleExpression(glob, name, ignoreCase: false))).ToList();
        _matched.UnionWith(matching);
        return matching.Count > 0;
    }
}
