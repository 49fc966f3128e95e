using EventChat.Contracts;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>A conversation's log being folded into what its messages are found by.</summary>
public sealed class SearchLogFold(Item? head) : LogFold(head is null ? 0 : RowItems.ReadN(head[RowItems.Seq]))
{
    /// <summary>A message's row as it is known: as this fold made it, or as the table had it.</summary>
    private Dictionary<long, (FoundBy? Row, long Seq)> _messages = [];

    public static Projection Projection { get; } = new(ViewKeys.SearchProjection, log => log.Conversation is not null, head => new SearchLogFold(head))
    {
        Concerns = e => e is ChatEvent.MessageSent or ChatEvent.MessageEdited or ChatEvent.MessageDeleted or ChatEvent.MessageModerated,
        Lane = Lane.Background,
    };

    public override Item Head => new() { [RowItems.Seq] = RowItems.N(Seq) };

    public override RowKey? Needs(RecordedEvent e) =>
        e.Body is not ChatEvent.MessageSent && SearchFold.MessageOf(e) is { } message && !_messages.ContainsKey(message) ? SearchFold.MessageKey(e.Log, message) : null;

    public override void Know(RecordedEvent e, Item? row) =>
        _messages[SearchFold.MessageOf(e)!.Value] = row is null ? (null, 0) : (Read(row), RowItems.ReadN(row[RowItems.Version]));

    public override void Inherit(LogFold before) => _messages = ((SearchLogFold)before)._messages;

    protected override IReadOnlyList<RowChange> Fold(RecordedEvent e)
    {
        if (SearchFold.MessageOf(e) is not { } message) return [];
        var (before, seq) = _messages.GetValueOrDefault(message);
        // A crash before the checkpoint left the row ahead of it: message rows are written last, so all that the event changes is written.
        if (seq >= e.Seq) return [];
        var after = SearchFold.Apply(before, e);
        if (after is null || ReferenceEquals(after, before)) return [];
        _messages[message] = (after, e.Seq);
        return [.. SearchFold.Changes(e.Log, e, message, before, after)];
    }

    private static FoundBy Read(Item row) => new(
        row.TryGetValue(RowItems.TextVersion, out var version) ? RowItems.ReadN(version) : null, row.ContainsKey(RowItems.Deleted),
        row.GetValueOrDefault(RowItems.Words)?.L?.Select(w => w.S).ToArray() ?? []);
}
