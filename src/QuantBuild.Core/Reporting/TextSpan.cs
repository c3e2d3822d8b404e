namespace QuantBuild.Reporting;

/// <summary>A piece of one line.</summary>
internal readonly record struct TextSpan(string Text, Tone Tone = Tone.Plain)
{
    public static implicit operator TextSpan(string text) => new(text);
}
