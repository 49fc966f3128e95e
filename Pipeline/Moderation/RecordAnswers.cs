using System.Collections.Concurrent;
using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>Tasks <c>record</c> and <c>outage</c>: what Comprehend said, or did not, becomes verdicts by the conversation's policy.</summary>
public sealed class RecordAnswers(RulesOfConversations rules, Verdicts verdicts)
{
    public Task<ScreeningBatch> RecordAsync(ScreeningBatch batch, CancellationToken cancel) =>
        SettleAsync(batch, (message, policy) => Thresholds.Judge(message.Answer ?? new(), policy), cancel);

    public Task<ScreeningBatch> OutageAsync(ScreeningBatch batch, CancellationToken cancel) =>
        SettleAsync(batch, (_, policy) => Outage(policy), cancel);

    private static Finding Outage(ModerationPolicy policy) => policy.Outage is OutageRule.Open
        ? new(Verdict.Approved, VerdictSource.Outage)
        : new(Verdict.Review, VerdictSource.Outage, ReasonClass.Unchecked);

    private async Task<ScreeningBatch> SettleAsync(ScreeningBatch batch, Func<ScreenedMessage, ModerationPolicy, Finding> judge, CancellationToken cancel)
    {
        var (reviews, notices) = (new ConcurrentBag<ReviewStart>(batch.Reviews ?? []), new ConcurrentBag<ApprovedNotice>(batch.Notify ?? []));
        // The conversations at once, a conversation's messages in their order.
        await Parallel.ForEachAsync(batch.Escalated.GroupBy(m => m.ConversationId), ScreenMessages.Options(cancel), async (messages, token) =>
        {
            var policy = (await rules.ForAsync(messages.Key, token)).Policy;
            foreach (var message in messages)
            {
                var (review, notice) = await verdicts.SettleAsync(message, judge(message, policy), token);
                if (review is not null) reviews.Add(review);
                if (notice is not null) notices.Add(notice);
            }
        });
        return batch with
        {
            Messages = [.. batch.Messages.Select(m => m with { Text = null, Ask = null, Answer = null })], Escalate = false,
            Reviews = [.. reviews.OrderBy(r => r.Name, StringComparer.Ordinal)], Notify = [.. notices.OrderBy(n => n.Seq)],
        };
    }
}
