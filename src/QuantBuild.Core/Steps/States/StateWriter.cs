namespace QuantBuild.Steps.States;

/// <summary>Writes what it is handed, and gives it back.</summary>
internal sealed class StateWriter(BinaryWriter target) : StateFields
{
    public override long Number(long value)
    {
        target.Write7BitEncodedInt64(value);
        return value;
    }

    public override double Real(double value)
    {
        target.Write(value);
        return value;
    }

    public override string Text(string? value)
    {
        target.Write(value!);
        return value!;
    }
}
