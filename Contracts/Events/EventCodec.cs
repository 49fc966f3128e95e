using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EventChat.Contracts;

/// <summary>One stored shape of an event.</summary>
/// <param name="Version">1, 2 …: the highest of a name is what is written.</param>
/// <param name="Clr">What the body is read into: the event itself, or a record that is kept for an older shape alone.</param>
/// <param name="Upcast">For every version but the highest: makes the event of today from what was read. Pure, and total: what is in the log can not be refused.</param>
public sealed record EventShape(string Name, int Version, Type Clr, JsonTypeInfo Json, Func<object, ChatEvent>? Upcast = null)
{
    /// <summary>An older shape and how it becomes the event of today.</summary>
    public static EventShape Older<TOld>(string name, int version, JsonTypeInfo<TOld> json, Func<TOld, ChatEvent> upcast) where TOld : notnull =>
        new(name, version, typeof(TOld), json, read => upcast((TOld)read));
}

/// <summary>Writes events in their newest shape and reads every shape they ever had. What is stored is never rewritten.</summary>
public sealed class EventCodec
{
    private readonly Dictionary<Type, EventShape> _written;
    private readonly Dictionary<(string, int), EventShape> _read;
    private readonly Dictionary<string, int> _newest;

    /// <exception cref="ArgumentException">A name's versions are not 1, 2 … without a gap, or not exactly the highest is written.</exception>
    public EventCodec(IReadOnlyList<EventShape> shapes)
    {
        foreach (var name in shapes.GroupBy(s => s.Name))
        {
            if (!name.Select(s => s.Version).Order().SequenceEqual(Enumerable.Range(1, name.Count())))
                throw new ArgumentException($"The versions of {name.Key} are {string.Join(", ", name.Select(s => s.Version).Order())}; each from 1 on stays readable.", nameof(shapes));
            if (!name.Where(s => s.Upcast is null).Select(s => s.Version).SequenceEqual([name.Count()]))
                throw new ArgumentException($"Of {name.Key} version {name.Count()} is written, and every older one has an upcaster.", nameof(shapes));
        }
        Written = [.. shapes.Where(s => s.Upcast is null)];
        _written = Written.ToDictionary(s => s.Clr);
        _read = shapes.ToDictionary(s => (s.Name, s.Version));
        _newest = Written.ToDictionary(s => s.Name, s => s.Version);
    }

    /// <summary>The shape of each event that is written today.</summary>
    public IReadOnlyList<EventShape> Written { get; }

    /// <exception cref="InvalidOperationException">It has no stored name.</exception>
    public EventShape ShapeOf(Type body) => _written.TryGetValue(body, out var shape)
        ? shape
        : throw new InvalidOperationException($"{body.Name} has no stored name; add it to {nameof(EventTypes)}.");

    public string Serialize(ChatEvent body) => JsonSerializer.Serialize(body, ShapeOf(body.GetType()).Json);

    /// <returns>The event of today, whatever version it was stored as.</returns>
    /// <exception cref="UnreadableEventException">The name is unknown, the version newer than this build, or the body does not fit it.</exception>
    public ChatEvent Deserialize(string name, int version, string body)
    {
        if (!_read.TryGetValue((name, version), out var shape)) throw new UnreadableEventException(WhyUnknown(name, version));
        try
        {
            var read = JsonSerializer.Deserialize(body, shape.Json) ?? throw new UnreadableEventException($"The body of a {name} is null.");
            return shape.Upcast is { } upcast ? upcast(read) : (ChatEvent)read;
        }
        catch (JsonException e)
        {
            throw new UnreadableEventException($"The body of a {name} version {version} does not fit: {e.Path}", e);
        }
    }

    /// <summary>Why nothing of this name and version can be read; null if it can.</summary>
    public string? WhyUnreadable(string name, int version) => _read.ContainsKey((name, version)) ? null : WhyUnknown(name, version);

    private string WhyUnknown(string name, int version) => _newest.TryGetValue(name, out var newest) && version > newest
        ? $"Version {version} of {name} is newer than this build knows, which is {newest}."
        : $"Unknown event type {name} version {version}.";
}
