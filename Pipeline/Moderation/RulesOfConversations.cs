using System.Collections.Concurrent;
using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>What a conversation's messages are judged by.</summary>
/// <param name="Blocklist">The conversation's terms.</param>
/// <param name="Global">Everybody's terms.</param>
public sealed record ConversationRules(ModerationPolicy Policy, TermList Blocklist, TermList Global);

/// <summary>Reads them, and remembers them for a while: a batch, and the next, is of few conversations.</summary>
public sealed class RulesOfConversations(StateTable state, TimeProvider time)
{
    /// <summary>Seconds after which a change of policy or blocklist holds everywhere.</summary>
    public const int CacheSeconds = 30;

    /// <summary>Entries. A blocklist of 1,000 terms takes about 200 KB; few have one.</summary>
    private const int CacheEntries = 2_000;

    private readonly ConcurrentDictionary<ConversationId, (ConversationRules Rules, long Until)> _conversations = new();
    private (TermList Terms, long Until) _global = (TermList.Empty, 0);

    public async Task<ConversationRules> ForAsync(ConversationId conversation, CancellationToken cancel)
    {
        var now = time.GetTimestamp();
        if (_conversations.TryGetValue(conversation, out var known) && now < known.Until) return known.Rules;
        var policy = (await state.ConversationAsync(conversation, cancel))?.Moderation ?? ModerationPolicy.Default;
        var rules = new ConversationRules(policy, await TermsAsync(conversation.Log, cancel), await GlobalAsync(now, cancel));
        if (_conversations.Count >= CacheEntries) _conversations.Clear();
        _conversations[conversation] = (rules, Until(now));
        return rules;
    }

    private async Task<TermList> GlobalAsync(long now, CancellationToken cancel)
    {
        if (now >= _global.Until) _global = (await TermsAsync(LogId.GlobalModeration, cancel), Until(now));
        return _global.Terms;
    }

    private async Task<TermList> TermsAsync(LogId log, CancellationToken cancel)
    {
        var (list, _) = await state.DocumentAsync(log.Value, StateKeys.Blocklist, StateJson.Default.Blocklist, cancel);
        return list is null ? TermList.Empty : TermList.Of(list.Terms);
    }

    private long Until(long now) => now + CacheSeconds * time.TimestampFrequency;
}
