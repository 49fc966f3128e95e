using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.Pipeline;

/// <summary>Task <c>screen</c>: the rules judge a batch. What they decide is recorded; the rest is marked for Comprehend.</summary>
public sealed class ScreenMessages(SegmentLog log, RulesOfConversations rules, Verdicts verdicts)
{
    /// <summary>Events before a message that are looked at, besides those a flood is counted by: the last 20 messages with room for what else happens.</summary>
    private const int RecentEvents = 30;

    /// <summary>Verdicts written at once. Each is a few calls of 5 ms; the batch's own log is a queue anyway.</summary>
    private const int AtOnce = 8;

    public async Task<ScreeningBatch> RunAsync(ScreeningBatch batch, CancellationToken cancel)
    {
        var judged = new (ScreenedMessage Message, ReviewStart? Review, ApprovedNotice? Notice)[batch.Messages.Count];
        var conversations = batch.Messages.Select((message, at) => (message, at)).GroupBy(m => m.message.ConversationId);
        await Parallel.ForEachAsync(conversations, Options(cancel), async (messages, token) =>
        {
            var applied = await rules.ForAsync(messages.Key, token);
            var recent = await RecentAsync(messages.Key, [.. messages.Select(m => m.message)], applied.Policy, token);
            foreach (var (message, at) in messages) judged[at] = await JudgeAsync(message, applied, recent, token);
        });
        return new(
            [.. judged.Select(j => j.Message)], batch.Attempt, judged.Any(j => j.Message.Ask is not null),
            [.. judged.Select(j => j.Review).OfType<ReviewStart>()], [.. judged.Select(j => j.Notice).OfType<ApprovedNotice>()]);
    }

    internal static ParallelOptions Options(CancellationToken cancel) => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel };

    private async Task<(ScreenedMessage, ReviewStart?, ApprovedNotice?)> JudgeAsync(
        ScreenedMessage message, ConversationRules applied, IReadOnlyList<MessageVersion> recent, CancellationToken cancel)
    {
        if (await TextAsync(message, recent, cancel) is not { } version) return (Done(message), null, null);
        switch (Screening.Judge(version, applied, recent))
        {
            case Judgement.Escalate escalate:
                return (message with { Text = version.Text, Ask = escalate.Question, Answer = null }, null, null);
            case Judgement.Found found:
                var (review, notice) = await verdicts.SettleAsync(message, found.Finding, cancel);
                return (Done(message), review, notice);
            default:
                var (none, shown) = await verdicts.SettleAsync(message, Finding.Clear, cancel);
                return (Done(message), none, shown);
        }
    }

    private static ScreenedMessage Done(ScreenedMessage message) => message with { Text = null, Ask = null, Answer = null };

    private async Task<MessageVersion?> TextAsync(ScreenedMessage message, IReadOnlyList<MessageVersion> recent, CancellationToken cancel) =>
        message.Text is { } text
            ? new(message.ConversationId, message.MessageSeq, message.VersionSeq, message.SenderId, message.At, text, message.Held)
            : recent.FirstOrDefault(r => r.Seq == message.VersionSeq) ?? await verdicts.VersionAsync(message.ConversationId, message.VersionSeq, cancel);

    /// <summary>What was written just before and with the batch's messages: one read for all of a conversation. None if no rule asks.</summary>
    private async Task<IReadOnlyList<MessageVersion>> RecentAsync(
        ConversationId conversation, IReadOnlyList<ScreenedMessage> messages, ModerationPolicy policy, CancellationToken cancel)
    {
        if (policy is { FloodMessages: 0, Repeats: 0 } or { Mode: ModerationMode.Off }) return [];
        var (first, last) = (messages.Min(m => m.VersionSeq), messages.Max(m => m.VersionSeq));
        List<MessageVersion> recent = [];
        await foreach (var e in log.ReadAsync(conversation.Log, Math.Max(1, first - RecentEvents - policy.FloodMessages), cancel))
        {
            if (e.Seq > last) break;
            if (MessageVersion.Of(e) is { } version) recent.Add(version);
        }
        return recent;
    }
}
