using System.Text.Json;
using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.Pipeline;

/// <summary>Task <c>plan</c>: which messages are still there to be told of, and whom to ask whether they want to know, in bounded batches.</summary>
public sealed class PlanNotification(NotificationTable table, StateTable state, SegmentLog log)
{
    /// <summary>User ids of one round: with 40 bytes each, 80 KB of a state's 256 KiB.</summary>
    public const int IdsPerRound = 2_000;

    /// <summary>Bytes of one answer.</summary>
    private const int AnswerBytes = 200_000;

    /// <summary>Bytes of messages from which previews are left out: they are in the log.</summary>
    private const int MessageBytes = 120_000;

    /// <summary>Bytes of a user id as JSON: 36 characters of Cognito's, quotes, comma.</summary>
    private const int IdBytes = 40;

    public async Task<NotificationPlan> RunAsync(NotificationInput input, CancellationToken cancel)
    {
        if (input.Parked is { } parked) return new(null, [], [[parked.UserId]], input.Attempt, parked, null, More: false);
        if (input.ConversationId is not { } id) throw new JsonException("A notification needs a conversation or a parked delivery.");
        var messages = await StillThereAsync(id, input.Messages ?? [], cancel);
        if (messages.Count == 0 || await state.ConversationAsync(id, cancel) is not { } conversation)
            return new(id, [], [], input.Attempt, null, null, More: false);

        var (sent, bytes) = Fit(messages);
        var limit = Math.Clamp((AnswerBytes - bytes) / IdBytes, Limits.RecipientsPerBatch, IdsPerRound);
        var users = conversation.Members <= Limits.NotifyAllMembers
            ? await table.MembersAsync(id, input.Cursor, limit, cancel)
            : [.. Named(messages).Where(u => input.Cursor is null || string.CompareOrdinal(u.Value, input.Cursor.Value.Value) > 0).Take(limit)];
        var more = users.Count == limit;
        return new(id, sent, [.. users.Chunk(Limits.RecipientsPerBatch)], input.Attempt, null, more ? users[^1] : null, more);
    }

    /// <summary>Without what was deleted or removed since, each once, with the author of what it replies to.</summary>
    private async Task<List<TellMessage>> StillThereAsync(ConversationId id, IReadOnlyList<TellMessage> messages, CancellationToken cancel)
    {
        var gone = await table.GoneAsync(id, messages.Select(m => m.Seq), cancel);
        List<TellMessage> there = [];
        foreach (var message in messages.DistinctBy(m => m.Seq).Where(m => !gone.Contains(m.Seq)).OrderBy(m => m.Seq))
        {
            var repliedTo = message.RepliedTo is null && message.ReplyTo is { } seq ? (await log.ReadOneAsync(id.Log, seq, cancel))?.Sender : message.RepliedTo;
            there.Add(message with { RepliedTo = repliedTo });
        }
        return there;
    }

    /// <summary>In a large conversation nobody else is looked up.</summary>
    private static IEnumerable<UserId> Named(IEnumerable<TellMessage> messages) =>
        messages.SelectMany(m => (m.Mentions ?? []).Concat(m.RepliedTo is { } author ? [author] : [])).Distinct().OrderBy(u => u.Value, StringComparer.Ordinal);

    private static (List<TellMessage> Messages, int Bytes) Fit(List<TellMessage> messages)
    {
        var bytes = Size(messages);
        if (bytes <= MessageBytes) return (messages, bytes);
        List<TellMessage> bare = [.. messages.Select(m => m with { Preview = null })];
        return (bare, Size(bare));
    }

    private static int Size(IEnumerable<TellMessage> messages) =>
        messages.Sum(m => JsonSerializer.SerializeToUtf8Bytes(m, NotificationWire.Json.TellMessage).Length + 1);
}
