using System.Collections.Concurrent;
using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>What a conversation's messages are judged by.</summary>
/// <param name="Blocklist">The conversation's terms.</param>
/// <param name="Global">Everybody's terms.</param>
public sealed record ConversationRules(ModerationPolicy Policy, TermList Blocklist, TermList Global);

/// <summary>
/// Reads them once a batch and conversation, so that what a moderator sets holds for the next message: two reads, $0.25 per million batches. Only the
/// global list, the longest and the rarest to change, is remembered for a while, and what is costly, a list made ready to be searched, as long as it is the same.
/// </summary>
public sealed class RulesOfConversations(StateTable state, TimeProvider time)
{
    /// <summary>Seconds after which a change of the global blocklist holds everywhere.</summary>
    public const int CacheSeconds = 30;

    /// <summary>Entries. A blocklist of 1,000 terms takes about 200 KB; few have one.</summary>
    private const int CacheEntries = 2_000;

    private readonly ConcurrentDictionary<LogId, (TermList Terms, long Version)> _lists = new();
    private (TermList Terms, long Until) _global = (TermList.Empty, 0);

    public async Task<ConversationRules> ForAsync(ConversationId conversation, CancellationToken cancel)
    {
        var policy = state.ConversationAsync(conversation, cancel);
        var terms = TermsAsync(conversation.Log, cancel);
        return new((await policy)?.Moderation ?? ModerationPolicy.Default, await terms, await GlobalAsync(cancel));
    }

    private async Task<TermList> GlobalAsync(CancellationToken cancel)
    {
        var now = time.GetTimestamp();
        if (now >= _global.Until) _global = (await TermsAsync(LogId.GlobalModeration, cancel), now + CacheSeconds * time.TimestampFrequency);
        return _global.Terms;
    }

    private async Task<TermList> TermsAsync(LogId log, CancellationToken cancel)
    {
        var (list, version) = await state.DocumentAsync(log.Value, StateKeys.Blocklist, StateJson.Default.Blocklist, cancel);
        if (list is null) return TermList.Empty;
        if (_lists.TryGetValue(log, out var known) && known.Version == version) return known.Terms;
        if (_lists.Count >= CacheEntries) _lists.Clear();
        var terms = TermList.Of(list.Terms);
        _lists[log] = (terms, version);
        return terms;
    }
}
