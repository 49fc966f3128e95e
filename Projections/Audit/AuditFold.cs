using System.Globalization;
using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>The audit trail: who did and saw what, a row for each event that tells. Ids and facts, never a text or a note. Pure.</summary>
public static class AuditFold
{
    /// <summary>Partition of what a person did: <c>by#&lt;sub&gt;</c>.</summary>
    public const string ActorPrefix = "by#";

    /// <summary>
    /// What the trail leaves out: what the log itself tells to everybody who may read it (a message sent), what nobody did (screening, whose outcome is told) and what
    /// concerns nobody but its owner. An event that is in neither list is recorded by its name: a trail that forgets is worse than one that says too much.
    /// </summary>
    public static readonly IReadOnlySet<Type> LeftOut = new HashSet<Type>
    {
        typeof(ChatEvent.MessageSent), typeof(ChatEvent.MessageScreened), typeof(ChatEvent.ConversationRead), typeof(ChatEvent.NotificationPreferencesChanged),
        typeof(ChatEvent.NotificationRequested), typeof(ChatEvent.MessageAnalyzed), typeof(ChatEvent.ResponseMeasured),
    };

    public static IReadOnlyList<RowChange> Apply(RecordedEvent e)
    {
        if (LeftOut.Contains(e.Body.GetType())) return [];
        var facts = AuditFacts.Of(e.Body) ?? AuditFacts.None;
        var version = facts.VersionSeq ?? (facts.MessageSeq is null ? null : e.Seq);
        var row = new Row.Audit(
            e.Log, e.Seq, e.At, EventTypes.NameOf(e.Body).Name, e.Sender, e.Log.Conversation ?? e.Log.Moderated, facts.User, facts.MessageSeq, version, facts.Facts);
        List<RowChange> changes = [];
        if (PlaceOf(e.Log) is { } place) changes.Add(new RowChange.Put(new(place, SortOf(e)), e.Seq, row));
        // The system is nobody, and one partition for all that it does would be the busiest of all.
        if (e.Sender != UserId.System) changes.Add(new RowChange.Put(new(ActorPrefix + e.Sender.Value, $"{SortOf(e)}#{e.Log}"), e.Seq, row));
        return changes;
    }

    /// <summary>Where the log's part of the trail lies: with its conversation, or with what concerns all. A user's own log has none but the user's.</summary>
    private static string? PlaceOf(LogId log) =>
        (log.Conversation ?? log.Moderated)?.Log.Value ?? (log == LogId.GlobalModeration ? log.Value : null);

    /// <summary>By time; two logs share a partition, so the log's kind and its seq keep their events apart: <c>&lt;ms, 13 digits&gt;#m#&lt;seq, 10 digits&gt;</c>.</summary>
    private static string SortOf(RecordedEvent e) =>
        string.Create(CultureInfo.InvariantCulture, $"{e.At.ToUnixTimeMilliseconds():D13}#{e.Log.Value[0]}#{e.Seq:D10}");
}
