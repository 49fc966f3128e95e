using System.Text.Json;
using System.Text.Json.Serialization;

namespace EventChat.Local.EventBridge.State;

/// <summary>All that was created: immutable values, replaced as a whole, kept in one file that is replaced as a whole.</summary>
internal sealed record BusContents
{
    public IReadOnlyDictionary<string, EventBus> Buses { get; init; } = new Dictionary<string, EventBus>();

    /// <summary>By ARN, and so are the others' names.</summary>
    public IReadOnlyDictionary<string, Rule> Rules { get; init; } = new Dictionary<string, Rule>();

    public IReadOnlyDictionary<string, Archive> Archives { get; init; } = new Dictionary<string, Archive>();

    public IReadOnlyDictionary<string, Replay> Replays { get; init; } = new Dictionary<string, Replay>();

    public IReadOnlyDictionary<string, Connection> Connections { get; init; } = new Dictionary<string, Connection>();

    public IReadOnlyDictionary<string, ApiDestination> Destinations { get; init; } = new Dictionary<string, ApiDestination>();

    /// <summary>By the resource's ARN.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Tags { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();
}

[JsonSourceGenerationOptions(WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(BusContents))]
internal sealed partial class BusStoreJson : JsonSerializerContext;

internal sealed class BusStore
{
    private readonly string? _file;
    private readonly Lock _lock = new();
    private volatile BusContents _contents;

    /// <param name="folder">Null keeps it in memory.</param>
    public BusStore(string? folder, TimeProvider time)
    {
        _file = folder is null ? null : Path.Combine(folder, "buses.json");
        if (folder is not null) Directory.CreateDirectory(folder);
        _contents = _file is not null && File.Exists(_file)
            ? JsonSerializer.Deserialize(File.ReadAllBytes(_file), BusStoreJson.Default.BusContents)!
            : new BusContents { Buses = new Dictionary<string, EventBus> { [EventBus.Default] = new(EventBus.Default, time.GetUtcNow(), time.GetUtcNow(), [], []) } };
    }

    /// <summary>Something was created, changed or deleted.</summary>
    public event Action<BusContents>? Changed;

    public BusContents Contents => _contents;

    /// <param name="change">Throws to refuse: nothing is changed then.</param>
    public void Change(Func<BusContents, BusContents> change)
    {
        lock (_lock)
        {
            var next = change(_contents);
            if (_file is not null)
            {
                File.WriteAllBytes($"{_file}.new", JsonSerializer.SerializeToUtf8Bytes(next, BusStoreJson.Default.BusContents));
                File.Move($"{_file}.new", _file, overwrite: true);
            }
            _contents = next;
            Changed?.Invoke(next);
        }
    }
}

/// <summary>Dictionaries that are replaced rather than changed.</summary>
internal static class Replacing
{
    public static IReadOnlyDictionary<string, T> With<T>(this IReadOnlyDictionary<string, T> all, string key, T value) =>
        new Dictionary<string, T>(all, StringComparer.Ordinal) { [key] = value };

    public static IReadOnlyDictionary<string, T> Without<T>(this IReadOnlyDictionary<string, T> all, string key) =>
        all.Where(entry => entry.Key != key).ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
}
