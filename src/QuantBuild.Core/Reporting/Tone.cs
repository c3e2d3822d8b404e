namespace QuantBuild.Reporting;

/// <summary>What a piece of text means to its reader; a terminal may colour it.</summary>
internal enum Tone
{
    Plain,

    /// <summary>Secondary.</summary>
    Quiet,

    /// <summary>A total or a title.</summary>
    Strong,

    Good,
    Caution,
    Bad,
}
