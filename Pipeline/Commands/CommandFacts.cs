using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.Pipeline;

/// <summary>What became of a message's text.</summary>
public enum TextMark { None, Removed, Deleted }

/// <summary>Looks up what commands on messages decide on.</summary>
public sealed class CommandFacts(StateTable state, SegmentLog log)
{
    /// <summary>What there is to know of a message that is to change. A stranger makes nobody look for it.</summary>
    public async Task<(Access? Access, RecordedEvent? Message, TextMark Mark)> MessageAsync(
        ConversationId conversation, long seq, UserId sender, bool fresh, CancellationToken cancel) =>
        await state.AccessAsync(conversation, sender, fresh, cancel) is { } access
            ? (access, await log.ReadOneAsync(conversation.Log, seq, cancel), await state.MarkAsync(conversation, seq, cancel))
            : (null, null, TextMark.None);

    public async Task<VersionFacts> VersionAsync(VersionInput of, CancellationToken cancel)
    {
        var version = MessageVersion.Of(await log.ReadOneAsync(of.Conversation.Log, of.VersionSeq, cancel));
        if (version is null || version.MessageSeq != of.MessageSeq) return VersionFacts.Unknown;
        var (pk, sk) = of.CaseKey;
        var (known, seen) = await state.DocumentAsync(pk, sk, StateJson.Default.ModerationCase, cancel);
        return new(version, await state.IsDeletedAsync(of.Conversation, of.MessageSeq, cancel), known, seen);
    }
}
