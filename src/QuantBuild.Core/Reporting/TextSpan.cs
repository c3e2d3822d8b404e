using QuantBuild.Diagnostics;

namespace QuantBuild.Reporting;

/// <summary>A piece of one line.</summary>
internal readonly record struct TextSpan(string Text, Tone Tone = Tone.Plain)
{
    /// <summary>Names in a model may hold what a terminal obeys.</summary>
    public string Text { get; init => field = PrintableText.Of(value); } = PrintableText.Of(Text);

    public static implicit operator TextSpan(string text) => new(text);
}
