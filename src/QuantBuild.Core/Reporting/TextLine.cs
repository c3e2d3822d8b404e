using System.Collections.Immutable;

namespace QuantBuild.Reporting;

/// <summary>One line of text for people.</summary>
internal readonly record struct TextLine(ImmutableArray<TextSpan> Spans)
{
    public static readonly TextLine Empty = new([]);

    public static TextLine Of(params ReadOnlySpan<TextSpan> spans) => new([.. spans]);

    public override string ToString() => string.Concat(Spans.Select(span => span.Text)).TrimEnd();
}
