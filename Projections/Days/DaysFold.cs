using System.Globalization;
using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>
/// A conversation's figures by day. The day that goes on is the log's head, so a message costs no second write; once an event of a later day comes it becomes a row and is
/// never written again. Pure.
/// </summary>
public static class DaysFold
{
    /// <summary>In the conversation's partition: <c>d#&lt;yyyy-MM-dd&gt;#&lt;kind of log&gt;</c>.</summary>
    public const string DayPrefix = "d#";

    /// <summary>
    /// An event counts on the day it happened: a verdict of today about a message of yesterday is today's. Servers' clocks differ by milliseconds, and a day that is
    /// over stays over: an event that says so all the same counts in the first hour of the day that goes on.
    /// </summary>
    /// <param name="day">The day that goes on; null before the first.</param>
    public static (DayFigures? Day, IReadOnlyList<RowChange> Changes) Apply(DayFigures? day, RecordedEvent e)
    {
        if (!DayFigures.AreOf(e.Body)) return (day, []);
        var at = e.At.UtcDateTime;
        if (day is not null && at < Midnight(day.Date)) at = Midnight(day.Date);
        var date = DateOnly.FromDateTime(at);
        return day is not null && day.Date < date
            ? (DayFigures.Begin(e.Log, date).With(e, at.Hour), [new RowChange.Put(KeyOf(e.Log, day.Date), e.Seq, new Row.Day(day))])
            : ((day ?? DayFigures.Begin(e.Log, date)).With(e, at.Hour), []);
    }

    private static DateTime Midnight(DateOnly date) => date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    private static RowKey KeyOf(LogId log, DateOnly date)
    {
        var conversation = log.Conversation ?? log.Analyzed ?? log.Moderated ?? throw new InvalidDataException($"{log} tells of no conversation's days.");
        return new(conversation.Log.Value, string.Create(CultureInfo.InvariantCulture, $"{DayPrefix}{date:yyyy-MM-dd}#{log.Value[0]}"));
    }
}
