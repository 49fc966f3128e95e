using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using EventChat.Local.EventBridge.State;
using EventChat.Local.Scheduler.Expressions;

namespace EventChat.Local.Scheduler;

/// <param name="Settings">As CreateSchedule or UpdateSchedule gave it, checked, in the API's own names.</param>
/// <param name="Fired">Moments up to this one are done with.</param>
internal sealed record Schedule(
    string Name, string Group, JsonObject Settings, string? ClientToken, DateTimeOffset CreatedAt, DateTimeOffset ModifiedAt, DateTimeOffset Fired)
{
    public const string DefaultGroup = "default";

    public string Arn => LocalAddress.Arn("scheduler", $"schedule/{Group}/{Name}");

    [JsonIgnore]
    public string Key => $"{Group}/{Name}";

    [JsonIgnore]
    public bool Enabled => Text("State") is not "DISABLED";

    [JsonIgnore]
    public bool IsOnce => Expression() is ScheduleExpression.Once;

    [JsonIgnore]
    public bool DeletesItself => Text("ActionAfterCompletion") is "DELETE";

    /// <summary>The next moment by its expression, within its dates; null if it has none left.</summary>
    public DateTimeOffset? Due()
    {
        var start = Date("StartDate");
        var after = start is { } from && from > Fired ? from.AddTicks(-1) : Fired;
        var next = Expression().Next(after, start ?? CreatedAt);
        return next is { } at && Date("EndDate") is { } end && at > end ? null : next;
    }

    /// <summary>When the target is called for a moment: the same however often it is asked, somewhere in the flexible window.</summary>
    public DateTimeOffset CallAt(DateTimeOffset due)
    {
        if (Settings["FlexibleTimeWindow"]?["MaximumWindowInMinutes"]?.GetValue<int>() is not { } minutes) return due;
        var hash = due.UtcTicks / TimeSpan.TicksPerSecond * 2_654_435_761 + Arn.Aggregate(17L, (sum, c) => sum * 31 + c);
        return due.AddSeconds((hash & int.MaxValue) % (minutes * 60));
    }

    public string? Text(string name) => Settings[name]?.GetValue<string>();

    private ScheduleExpression Expression() =>
        ScheduleExpression.Parse(Text("ScheduleExpression")!, TimeZoneInfo.FindSystemTimeZoneById(Text("ScheduleExpressionTimezone") ?? "UTC"));

    private DateTimeOffset? Date(string name) =>
        Settings[name] is { } seconds ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds.GetValue<double>() * 1_000)) : null;
}

internal sealed record ScheduleGroup(string Name, DateTimeOffset CreatedAt, DateTimeOffset ModifiedAt, IReadOnlyDictionary<string, string> Tags)
{
    public string Arn => LocalAddress.Arn("scheduler", $"schedule-group/{Name}");
}

internal sealed record SchedulerContents
{
    /// <summary>By <c>group/name</c>.</summary>
    public IReadOnlyDictionary<string, Schedule> Schedules { get; init; } = new Dictionary<string, Schedule>();

    public IReadOnlyDictionary<string, ScheduleGroup> Groups { get; init; } = new Dictionary<string, ScheduleGroup>();
}

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(SchedulerContents))]
internal sealed partial class ScheduleJson : JsonSerializerContext;

/// <summary>Schedules and groups, kept in one file that is replaced as a whole.</summary>
internal sealed class ScheduleStore
{
    private readonly string? _file;
    private readonly Lock _lock = new();
    private volatile SchedulerContents _contents;

    /// <param name="folder">Null keeps them in memory.</param>
    public ScheduleStore(string? folder, TimeProvider time)
    {
        _file = folder is null ? null : Path.Combine(folder, "schedules.json");
        if (folder is not null) Directory.CreateDirectory(folder);
        var now = time.GetUtcNow();
        _contents = _file is not null && File.Exists(_file)
            ? JsonSerializer.Deserialize(File.ReadAllBytes(_file), ScheduleJson.Default.SchedulerContents)!
            : new SchedulerContents
            {
                Groups = new Dictionary<string, ScheduleGroup> { [Schedule.DefaultGroup] = new(Schedule.DefaultGroup, now, now, new Dictionary<string, string>()) },
            };
    }

    public event Action? Changed;

    public SchedulerContents Contents => _contents;

    public void Change(Func<SchedulerContents, SchedulerContents> change)
    {
        lock (_lock)
        {
            var next = change(_contents);
            if (_file is not null)
            {
                File.WriteAllBytes($"{_file}.new", JsonSerializer.SerializeToUtf8Bytes(next, ScheduleJson.Default.SchedulerContents));
                File.Move($"{_file}.new", _file, overwrite: true);
            }
            _contents = next;
        }
        Changed?.Invoke();
    }

    /// <summary>Changes a schedule if it is still there and the same.</summary>
    public void Replace(Schedule was, Schedule? now) => Change(contents =>
        !contents.Schedules.TryGetValue(was.Key, out var found) || found.ModifiedAt != was.ModifiedAt ? contents
        : contents with { Schedules = now is null ? contents.Schedules.Without(was.Key) : contents.Schedules.With(was.Key, now) });
}
