using System.Xml;
using System.Xml.Linq;

namespace QuantBuild.Projects;

/// <summary>Where the items of a project file stand, as far as its text tells: an item by its very name, or the only element of its kind.</summary>
internal sealed class ItemLines
{
    private readonly List<XElement> _items;

    public ItemLines(string project) =>
        _items = [.. XDocument.Load(project, LoadOptions.SetLineInfo).Descendants().Where(element => element.Attribute("Include") is not null)];

    public (int Line, int Column) Find(string kind, string include)
    {
        var candidates = _items.Where(element => element.Name.LocalName == kind).ToList();
        var element = candidates.Find(element => element.Attribute("Include")!.Value.Replace('\\', '/').Split(';', StringSplitOptions.TrimEntries).Contains(include))
            ?? (candidates.Count == 1 ? candidates[0] : null);
        return element is IXmlLineInfo { LineNumber: > 0 } place ? (place.LineNumber, place.LinePosition - 1) : (1, 1);
    }
}
