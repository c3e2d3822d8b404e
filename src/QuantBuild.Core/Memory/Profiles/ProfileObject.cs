using System.Text.Json;

namespace QuantBuild.Memory.Profiles;

/// <summary>One object of a profile's data file: every member is required, none may be unknown. Without a serializer, which takes longer to start than all else that a projection does.</summary>
internal sealed class ProfileObject
{
    private readonly JsonElement _object;
    private int _unread;

    public ProfileObject(JsonElement element)
    {
        _object = element;
        foreach (var unused in element.EnumerateObject())
        {
            _unread++;
        }
    }

    public double Number(string name) => Take(name).GetDouble();

    public int Integer(string name) => Take(name).GetInt32();

    public bool Flag(string name) => Take(name).GetBoolean();

    public string Text(string name) => Take(name).GetString()!;

    public Version Version(string name) => System.Version.Parse(Text(name));

    public T Object<T>(string name, Func<ProfileObject, T> read)
        where T : class => Read(Take(name), read);

    public IReadOnlyList<T> List<T>(string name, Func<ProfileObject, T> read)
        where T : class
    {
        var items = new List<T>();
        foreach (var element in Take(name).EnumerateArray())
        {
            items.Add(Read(element, read));
        }

        return items;
    }

    public static T Read<T>(JsonElement element, Func<ProfileObject, T> read)
        where T : class
    {
        var members = new ProfileObject(element);
        var result = read(members);
        return members._unread == 0 ? result : throw new JsonException($"{typeof(T).Name} has a member that nothing reads: {element}");
    }

    private JsonElement Take(string name)
    {
        _unread--;
        return _object.GetProperty(name);
    }
}
