using System.Collections.Immutable;
using System.Reflection;
using System.Text;

namespace QuantBuild.TestSupport;

/// <summary>A record with a value of its own in every property, and the values of any record as text.</summary>
internal static class FilledRecord
{
    /// <param name="first">Where counting begins: of two fillings from even and odd, every flag and most enumerations have different values.</param>
    public static T Of<T>(int first = 0)
    {
        var count = first;
        return (T)Value(typeof(T), ref count);
    }

    /// <summary>Every readable property by its path, computed ones too unless they are another such record.</summary>
    public static string Values(object? record)
    {
        var text = new StringBuilder();
        Append(text, "", record);
        return text.ToString();
    }

    private static object Value(Type type, ref int count)
    {
        count++;
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Value(underlying, ref count);
        }

        if (ElementOf(type) is { } element)
        {
            var items = Array.CreateInstance(element, 2);
            items.SetValue(Value(element, ref count), 0);
            items.SetValue(Value(element, ref count), 1);
            return type.IsInterface ? items : typeof(FilledRecord).GetMethod(nameof(Immutable), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(element).Invoke(null, [items])!;
        }

        return type.IsEnum ? Enum.GetValues(type).GetValue(count % Enum.GetValues(type).Length)!
            : type == typeof(string) ? $"text {count}"
            : type == typeof(bool) ? count % 2 == 0
            : type.IsPrimitive ? Convert.ChangeType(count, type, null)
            : Record(type, ref count);
    }

    private static object Record(Type type, ref int count)
    {
        var constructor = type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!;
        var arguments = new List<object>();
        foreach (var parameter in constructor.GetParameters())
        {
            arguments.Add(Value(parameter.ParameterType, ref count));
        }

        var record = constructor.Invoke([.. arguments]);
        foreach (var property in type.GetProperties().Where(property => property.CanWrite))
        {
            property.SetValue(record, Value(property.PropertyType, ref count));
        }

        return record;
    }

    private static ImmutableArray<T> Immutable<T>(T[] items) => [.. items];

    private static Type? ElementOf(Type type) =>
        type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) || type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            ? type.GetGenericArguments()[0]
            : null;

    private static void Append(StringBuilder text, string path, object? value)
    {
        if (value is null or string or bool or Enum || value.GetType().IsPrimitive)
        {
            text.Append(path).Append(" = ").Append(value ?? "null").AppendLine();
        }
        else if (value is System.Collections.IEnumerable items)
        {
            var index = 0;
            foreach (var item in items)
            {
                Append(text, $"{path}[{index++}]", item);
            }
        }
        else
        {
            foreach (var property in value.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0 && property.PropertyType != value.GetType()))
            {
                Append(text, $"{path}.{property.Name}", property.GetValue(value));
            }
        }
    }
}
