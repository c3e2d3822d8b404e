using System.Text;

namespace QuantBuild.Diagnostics;

/// <summary>Text that may come from a file nobody can trust, made fit for terminals, logs and XML.</summary>
internal static class PrintableText
{
    /// <summary>Escape sequences, other control characters, halves of pairs and what is no character become U+FFFD.</summary>
    public static string Of(string text) => IsPlain(text) ? text : Replaced(text, keepLines: false);

    /// <summary>The same, but lines end where they did.</summary>
    public static string OfLines(string text) => IsPlain(text) ? text : Replaced(text, keepLines: true);

    /// <summary>No character ends a line (Unicode standard, section 5.8).</summary>
    public static bool IsOneLine(string text)
    {
        foreach (var letter in text)
        {
            if (letter is '\r' or '\n' or '\v' or '\f' or '\u0085' or '\u2028' or '\u2029')
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPlain(string text)
    {
        foreach (var letter in text)
        {
            if (char.IsControl(letter) || char.IsSurrogate(letter) || letter >= '\uFFFE')
            {
                return false;
            }
        }

        return true;
    }

    private static string Replaced(string text, bool keepLines)
    {
        var result = new StringBuilder(text.Length);
        foreach (var letter in text.EnumerateRunes())
        {
            var isEnd = letter.Value is '\r' or '\n' or '\t';
            result.Append(Rune.IsControl(letter) && !(keepLines && isEnd) || letter.Value is 0xFFFE or 0xFFFF ? "\uFFFD" : letter.ToString());
        }

        return result.ToString();
    }
}
