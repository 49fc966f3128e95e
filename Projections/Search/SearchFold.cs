using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>
/// What a message is found by, and which of its versions that is: kept so that an edit or a deletion, whose event does not repeat the text, can take it out again.
/// </summary>
/// <param name="Version">Seq of the event whose text members see, or saw until it was removed; null if they never saw one.</param>
/// <param name="Words">None while it has no text to show.</param>
public sealed record FoundBy(long? Version, bool Deleted, IReadOnlyList<string> Words);

/// <summary>Search in a conversation: which messages hold a word, by what members are shown. Pure.</summary>
public static class SearchFold
{
    /// <param name="before">Null if the message is not known.</param>
    /// <returns>The same if the event changes nothing.</returns>
    public static FoundBy? Apply(FoundBy? before, RecordedEvent e) => e.Body switch
    {
        // Erased is as if it had been deleted at once: no version of the message is found any more.
        ChatEvent.MessageSent { Erased: true } => new(null, true, []),
        ChatEvent.MessageSent sent => sent.Held is true ? new(null, false, []) : new(e.Seq, false, Words.Of(sent.Text)),
        _ when before is null or { Deleted: true } => before,
        ChatEvent.MessageDeleted or ChatEvent.MessageEdited { Erased: true } or ChatEvent.MessageModerated { Erased: true } => before with { Deleted = true, Words = [] },
        ChatEvent.MessageEdited { Held: not true } edited => before with { Version = e.Seq, Words = Words.Of(edited.Text) },
        ChatEvent.MessageModerated { Verdict: Verdict.Approved, Shown: false, Text: { } text } shown =>
            before.Version > shown.VersionSeq ? before : before with { Version = shown.VersionSeq, Words = Words.Of(text) },
        ChatEvent.MessageModerated { Verdict: Verdict.Removed, Shown: true } removed =>
            before.Version == removed.VersionSeq ? before with { Words = [] } : before,
        _ => before,
    };

    /// <summary>The message that an event is about; null if it is about none.</summary>
    public static long? MessageOf(RecordedEvent e) => e.Body switch
    {
        ChatEvent.MessageSent => e.Seq,
        ChatEvent.MessageEdited edited => edited.MessageSeq,
        ChatEvent.MessageDeleted deleted => deleted.MessageSeq,
        ChatEvent.MessageModerated moderated => moderated.MessageSeq,
        _ => null,
    };

    public static IEnumerable<RowChange> Changes(LogId log, RecordedEvent e, long message, FoundBy? before, FoundBy after)
    {
        foreach (var word in after.Words.Except(before?.Words ?? [], StringComparer.Ordinal)) yield return Mark(word, [message], []);
        foreach (var word in (before?.Words ?? []).Except(after.Words, StringComparer.Ordinal)) yield return Mark(word, [], [message]);
        yield return new RowChange.Put(MessageKey(log, message), e.Seq, new Row.Indexed(after.Version, after.Deleted, after.Words));

        RowChange.Mark Mark(string word, long[] added, long[] taken) =>
            new(new(log.Value, ViewKeys.Word(word, message)), e.Seq, message / ViewKeys.WordMessages * ViewKeys.WordMessages, added, taken);
    }

    public static RowKey MessageKey(LogId log, long message) => new(log.Value, ViewKeys.Indexed(message));
}
