using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;

namespace EventChat.Local.Streams;

/// <summary>How far one shard was processed.</summary>
/// <param name="After">The last sequence number that is done with; null when none is.</param>
/// <param name="Finished">The shard is closed and was processed to its end: its children may be read.</param>
internal sealed record ShardPosition(string? After, bool Finished = false);

/// <summary>What survives the host's death of one mapping.</summary>
internal sealed record MappingState(string Uuid, string StreamArn, DateTimeOffset CreatedAt, Dictionary<string, ShardPosition> Shards);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(MappingState))]
internal sealed partial class CheckpointJson : JsonSerializerContext;

/// <summary>
/// A mapping's checkpoints, in a file that is replaced as a whole. They are never ahead of what was processed: after a kill, the records
/// since the last save are delivered again, none is missed.
/// </summary>
internal sealed class Checkpoints
{
    private readonly string? _file;
    private readonly Lock _lock = new();
    private readonly Lock _saving = new();
    private MappingState _state;
    private bool _dirty;

    private Checkpoints(string? file, MappingState state, bool isNew) => (_file, _state, IsNew, _dirty) = (file, state, isNew, isNew);

    /// <summary>Nothing of this stream was processed by an earlier run.</summary>
    public bool IsNew { get; }

    public string Uuid => _state.Uuid;

    public DateTimeOffset CreatedAt => _state.CreatedAt;

    /// <param name="file">Null keeps them in memory.</param>
    public static Checkpoints Open(string? file, string streamArn, TimeProvider time, ILogger log)
    {
        var former = file is not null && File.Exists(file) ? Read(file, log) : null;
        // A stream of another label is another stream: its table was made anew.
        if (former is { State: { } state } && state.StreamArn == streamArn) return new Checkpoints(file, state, isNew: false);
        var fresh = new MappingState(former?.State?.Uuid ?? Guid.NewGuid().ToString(), streamArn, time.GetUtcNow(), []);
        // An unreadable file may have held anything: read all that the stream still has, rather than miss a record.
        if (former is { State: null }) fresh = fresh with { CreatedAt = DateTimeOffset.MinValue };
        var opened = new Checkpoints(file, fresh, isNew: former is not { State: null });
        opened.Save();
        return opened;
    }

    public ShardPosition? Find(string shard)
    {
        lock (_lock) return _state.Shards.GetValueOrDefault(shard);
    }

    public void Set(string shard, ShardPosition position)
    {
        lock (_lock)
        {
            _state.Shards[shard] = position;
            _dirty = true;
        }
    }

    /// <summary>Forgets shards that the stream no longer lists.</summary>
    public void Keep(IReadOnlySet<string> shards)
    {
        lock (_lock)
            foreach (var gone in _state.Shards.Keys.Where(s => !shards.Contains(s)).ToList())
                _dirty |= _state.Shards.Remove(gone);
    }

    public void Save()
    {
        if (_file is null) return;
        lock (_saving)
        {
            byte[] json;
            lock (_lock)
            {
                if (!_dirty && File.Exists(_file)) return;
                json = JsonSerializer.SerializeToUtf8Bytes(_state, CheckpointJson.Default.MappingState);
                _dirty = false;
            }
            Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
            var temporary = $"{_file}.new";
            File.WriteAllBytes(temporary, json);
            File.Move(temporary, _file, overwrite: true);
        }
    }

    private static Former Read(string file, ILogger log)
    {
        try
        {
            return new Former(JsonSerializer.Deserialize(File.ReadAllBytes(file), CheckpointJson.Default.MappingState));
        }
        catch (JsonException e)
        {
            log.CheckpointsUnreadable(e, file);
            return new Former(null);
        }
    }

    private sealed record Former(MappingState? State);
}
