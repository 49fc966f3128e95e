using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.Projections;

/// <summary>Which logs a run is about.</summary>
public static class Selection
{
    /// <summary>Whether a log is chosen for one of these events.</summary>
    /// <exception cref="UnreadableEventException">One of them can not be read.</exception>
    public static bool Chooses(this RunRequest request, Segment segment)
    {
        if (!request.HasSelection) return segment.Start == 1;
        if (request.Log is { } log && segment.Log != log) return false;
        if (request.User is { } user && segment.Log == user.Log) return true;
        return segment.Events.Any(e => Fits(request, e));
    }

    private static bool Fits(RunRequest request, RecordedEvent e) =>
        (request.Since is not { } since || e.At >= since)
        && (request.Until is not { } until || e.At < until)
        && (request.Type is not { } type || EventTypes.NameOf(e.Body).Name == type)
        && (request.User is not { } user || e.Sender == user || EventTypes.Serialize(e.Body).Contains($"\"{user}\"", StringComparison.Ordinal));
}
