using System.Collections.Concurrent;
using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>Whether a conversation's messages are moderated at all. A message that is held says so itself, so an old answer here shows nothing it should not.</summary>
public sealed class ModerationModes(StateTable state, TimeProvider time)
{
    /// <summary>Seconds. The longest that a message may still go by the mode before.</summary>
    public const int CacheSeconds = 30;

    /// <summary>Entries, some 100 bytes each.</summary>
    private const int CacheEntries = 20_000;

    private readonly ConcurrentDictionary<ConversationId, (ModerationMode Mode, long Until)> _cache = new();

    public async Task<ModerationMode> OfAsync(ConversationId conversation, CancellationToken cancel)
    {
        if (_cache.TryGetValue(conversation, out var hit) && time.GetTimestamp() < hit.Until) return hit.Mode;
        var mode = (await state.ConversationAsync(conversation, cancel))?.Moderation.Mode ?? ModerationPolicy.Default.Mode;
        if (_cache.Count >= CacheEntries) _cache.Clear();
        _cache[conversation] = (mode, time.GetTimestamp() + CacheSeconds * time.TimestampFrequency);
        return mode;
    }
}
