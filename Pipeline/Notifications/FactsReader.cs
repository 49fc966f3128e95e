using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.Pipeline;

/// <summary>Looks up what texts are made of, for one task: names and titles once each. Not for concurrent use.</summary>
/// <param name="previews">By seq, of the messages that are told of; others are read from the log.</param>
public sealed class FactsReader(StateTable state, NotificationTable table, SegmentLog log, IReadOnlyDictionary<long, string> previews)
{
    private readonly Dictionary<UserId, string?> _names = [];
    private readonly Dictionary<ConversationId, string?> _places = [];
    private readonly Dictionary<(ConversationId, long), string?> _previews = [];

    public async Task<NotificationFacts> ReadAsync(ChatEvent.NotificationRequested e, CancellationToken cancel)
    {
        if (e.Digest is { } digest)
        {
            List<(DigestEntry, string?)> entries = [];
            foreach (var entry in digest) entries.Add((entry, await PlaceAsync(entry.ConversationId, cancel)));
            return new(e, Digest: entries);
        }
        return new(
            e,
            e.From is { } from ? await NameAsync(from, cancel) : null,
            e.ConversationId is { } id ? await PlaceAsync(id, cancel) : null,
            e is { ConversationId: { } conversation, Seq: { } seq } ? await PreviewAsync(conversation, seq, cancel) : null);
    }

    private async Task<string?> NameAsync(UserId user, CancellationToken cancel)
    {
        if (!_names.TryGetValue(user, out var name))
            _names[user] = name = (await state.NamesAsync([user], cancel)).GetValueOrDefault(user);
        return name;
    }

    private async Task<string?> PlaceAsync(ConversationId id, CancellationToken cancel)
    {
        if (!_places.TryGetValue(id, out var title)) _places[id] = title = (await state.ConversationAsync(id, cancel))?.Title;
        return title;
    }

    /// <summary>A text that was deleted or removed in the meantime is mailed to nobody, however late.</summary>
    private async Task<string?> PreviewAsync(ConversationId id, long seq, CancellationToken cancel)
    {
        if (previews.TryGetValue(seq, out var known)) return known;
        if (_previews.TryGetValue((id, seq), out var read)) return read;
        var text = (await table.GoneAsync(id, [seq], cancel)).Count == 0 && (await log.ReadOneAsync(id.Log, seq, cancel))?.Body is ChatEvent.MessageSent { Erased: false } sent
            ? NotificationText.OneLine(sent.Text, NotificationText.PreviewCharacters)
            : null;
        return _previews[(id, seq)] = text;
    }
}
