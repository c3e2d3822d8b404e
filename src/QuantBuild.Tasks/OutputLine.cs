namespace QuantBuild.Tasks;

/// <summary>One line of an <c>.outputs</c> file: fields with a bar between them, a bar inside one written as <c>%7C</c>.</summary>
internal static class OutputLine
{
    public static string[] Fields(string line) => [.. line.Split('|').Select(field => field.Replace("%7C", "|").Replace("%25", "%"))];
}
