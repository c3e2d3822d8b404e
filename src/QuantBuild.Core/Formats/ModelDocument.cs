using QuantBuild.Models;

namespace QuantBuild.Formats;

/// <summary>A model's structure, with its payloads left in their files. A scheme's plan is such a document too.</summary>
/// <param name="Path">Absolute path of the file it was read from.</param>
/// <param name="Size">Model file and its external data.</param>
internal abstract record ModelDocument(string Path, ByteSize Size)
{
    /// <summary>Format name as in reports: <c>onnx</c>.</summary>
    public abstract string Format { get; }

    /// <summary>Absolute paths of the external data files, in order of first use.</summary>
    public IReadOnlyList<string> ExternalFiles { get; init; } = [];

    /// <summary>Whoever gives it away does not look at it again: a scheme may change it instead of a copy, which costs as much memory as the structure.</summary>
    public bool MayBeChanged { get; init; }

    /// <summary>To keep it beside what is made of it costs more than to read it again.</summary>
    public abstract bool IsLarge { get; }
}
