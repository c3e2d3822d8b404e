using QuantBuild.Models;

namespace QuantBuild.Schemes.Fp16;

/// <summary>One position of an operator's signature: a fixed element type, a type variable, or no tensor.</summary>
/// <param name="Word">As in the table, without the star.</param>
/// <param name="Repeats">All further positions are alike.</param>
internal sealed record TypeSlot(string Word, bool Repeats)
{
    public const string Sequence = "seq";

    public static TypeSlot Parse(string word) => word.EndsWith('*') ? new(word[..^1], true) : new(word, false);

    public bool IsSequence => Word == Sequence;

    public ElementType Fixed => Word switch
    {
        "float" => ElementType.Float32,
        "int64" => ElementType.Int64,
        "int32" => ElementType.Int32,
        "uint8" => ElementType.UInt8,
        "bool" => ElementType.Bool,
        "string" => ElementType.String,
        _ => ElementType.Undefined,
    };

    public bool IsVariable => !IsSequence && Fixed == ElementType.Undefined;

    /// <summary>A variable that admits float32 and float16.</summary>
    public bool AdmitsHalf => IsVariable && char.IsUpper(Word[0]);
}
