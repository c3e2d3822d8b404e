namespace QuantBuild.Steps.States;

/// <summary>Gives what a <see cref="StateWriter"/> wrote.</summary>
internal sealed class StateReader(BinaryReader source) : StateFields
{
    public override long Number(long value) => source.Read7BitEncodedInt64();

    public override double Real(double value) => source.ReadDouble();

    public override string Text(string? value) => source.ReadString();
}
