namespace QuantBuild.Reporting;

/// <summary>Breaks sentences at words; a number and its unit stay on one line.</summary>
internal static class WordWrap
{
    public static IEnumerable<string> Lines(string text, int width)
    {
        var line = "";
        foreach (var word in Words(text))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : line + " " + word;
            }
        }

        if (line.Length > 0)
        {
            yield return line;
        }
    }

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (words.Count > 0 && char.IsAsciiDigit(words[^1][^1]) && IsUnit(word))
            {
                words[^1] += " " + word;
            }
            else
            {
                words.Add(word);
            }
        }

        return words;
    }

    private static bool IsUnit(string word) => word.TrimEnd(',', '.', ';', ':', ')') is "B" or "KB" or "MB" or "GB" or "%" or "dB";
}
