using System.Globalization;
using System.Text.Json;
using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>A field's arguments. Their types are the schema's and hold already; what they mean is checked here.</summary>
public readonly struct OperationInput(JsonElement arguments)
{
    public string Text(string name) => Find(arguments, name)?.GetString() ?? throw new RunRefusedException($"{name} is missing.", name);

    public int Number(string name) => Find(arguments, name)?.GetInt32() ?? throw new RunRefusedException($"{name} is missing.", name);

    public string? Token => Find(arguments, "nextToken")?.GetString();

    public int Limit(int least, int most, int otherwise)
    {
        var limit = Find(arguments, "limit")?.GetInt32() ?? otherwise;
        return limit >= least && limit <= most ? limit : throw new RunRefusedException($"limit is {least} to {most}.", "limit");
    }

    public string Projection(IReadOnlyList<Projection> projections)
    {
        var name = Text("projection");
        return projections.Any(p => p.Name == name) ? name : throw new RunRefusedException($"There is no projection '{name}'.", "projection");
    }

    public LogId Log(IReadOnlyList<Projection> projections) => LogOf(Text("log"), projections);

    /// <summary>A part of the logs is mended in place, see <see cref="RunRequest.InPlaceIfPart"/>.</summary>
    public RunRequest Rebuild(IReadOnlyList<Projection> projections)
    {
        var input = Find(arguments, "input") ?? default;
        return (Selected(RunMode.Rebuild, input, projections) with
        {
            DryRun = Find(input, "dryRun")?.GetBoolean() ?? false, Throttle = Find(input, "eventsPerSecond")?.GetInt32() ?? 0,
        }).InPlaceIfPart();
    }

    public RunRequest Verify(IReadOnlyList<Projection> projections)
    {
        var input = Find(arguments, "input") ?? default;
        var repair = Find(input, "repair")?.GetBoolean() ?? false;
        return Selected(repair ? RunMode.Repair : RunMode.Verify, input, projections) with { Throttle = Find(input, "eventsPerSecond")?.GetInt32() ?? 0 };
    }

    public static string TokenOf(ParkedLog last) => $"{last.View}|{last.Log}";

    public ParkedCursor? ParkedCursor()
    {
        if (Token is not { } token) return null;
        var parts = token.Split('|', 2);
        var view = parts[0].Split('@', 2);
        return parts.Length == 2 && view.Length == 2 && int.TryParse(view[1], NumberStyles.None, CultureInfo.InvariantCulture, out var generation)
            ? new(new(view[0], generation), new(parts[1]))
            : throw new RunRefusedException("That is no nextToken of this field.", "nextToken");
    }

    private static RunRequest Selected(RunMode mode, JsonElement input, IReadOnlyList<Projection> projections) => new(
        mode, Names(input),
        Find(input, "log")?.GetString() is { } log ? LogOf(log, projections) : null,
        Time(input, "since"), Time(input, "until"), Find(input, "type")?.GetString(),
        Find(input, "userId")?.GetString() is not { } user ? null : UserId.TryParse(user, out var id) ? id : throw new RunRefusedException($"'{user}' is no user.", "userId"));

    /// <summary>Null for all. None is refused: whoever chose none does not mean all.</summary>
    private static string[]? Names(JsonElement input) =>
        Find(input, "projections") is not { } given ? null
        : given.EnumerateArray().Select(p => p.GetString()!).ToArray() is { Length: > 0 } names ? names
        : throw new RunRefusedException("projections is empty.", "projections");

    private static LogId LogOf(string text, IReadOnlyList<Projection> projections) =>
        IsLog(new(text)) && projections.Any(p => p.Reads(new(text))) ? new(text) : throw new RunRefusedException($"No projection reads '{text}'.", "log");

    /// <summary>A projection may read whatever is not of one kind, without asking of which it is.</summary>
    private static bool IsLog(LogId log) =>
        log is { Conversation: not null } or { User: not null } or { Moderated: not null } or { Analyzed: not null } || log == LogId.GlobalModeration;

    private static DateTimeOffset? Time(JsonElement input, string name) =>
        Find(input, name)?.GetString() is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw new RunRefusedException($"'{text}' is no time.", name);

    private static JsonElement? Find(JsonElement parent, string name) =>
        parent.ValueKind is JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;
}
