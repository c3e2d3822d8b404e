using QuantBuild.Models;

namespace QuantBuild.Steps.States;

/// <summary>The values of a state in their order, read or written: what a record consists of stands in one place for both.</summary>
/// <remarks>
/// Every method is handed the value to write and gives back the value that stands there; a reader pays no heed to what it is handed. Plain
/// bytes, because a serializer's code for each of our value types would be compiled at every start, which takes longer than reading the model.
/// </remarks>
internal abstract class StateFields
{
    public abstract long Number(long value);

    public abstract double Real(double value);

    public abstract string Text(string? value);

    public int Count(int value) => checked((int)Number(value));

    public bool Flag(bool value) => Number(value ? 1 : 0) != 0;

    public ByteSize Size(ByteSize value) => new(Number(value.Bytes));

    public ByteSize? SizeOrNull(ByteSize? value) => Flag(value is not null) ? Size(value.GetValueOrDefault()) : null;

    public double? RealOrNull(double? value) => Flag(value is not null) ? Real(value.GetValueOrDefault()) : null;

    public string? TextOrNull(string? value) => Flag(value is not null) ? Text(value) : null;

    public T? OrNull<T>(T? value, Func<StateFields, T?, T> fields)
        where T : class => Flag(value is not null) ? fields(this, value) : null;

    /// <summary>A list; <paramref name="fields"/> is handed the default of <typeparamref name="T"/> by a reader.</summary>
    public IReadOnlyList<T> List<T>(IReadOnlyList<T>? values, Func<StateFields, T?, T> fields)
    {
        var items = new T[Count(values?.Count ?? 0)];
        for (var index = 0; index < items.Length; index++)
        {
            items[index] = fields(this, values is null ? default : values[index]);
        }

        return items;
    }

    public IReadOnlyList<string> Texts(IReadOnlyList<string>? values) => List(values, static (state, text) => state.Text(text));
}
