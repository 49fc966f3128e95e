using System.Globalization;
using System.Text.Json;
using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>How long members wait for an owner's answer, in groups and channels.</summary>
public sealed class MeasureResponses(CommandLoop loop, StateTable state)
{
    /// <summary>Two executions may meet at one conversation; more than five do not.</summary>
    private const int Attempts = 5;

    /// <returns>How many were measured.</returns>
    /// <exception cref="InvalidOperationException">Too many at once; the workflow comes again.</exception>
    public async Task<int> RunAsync(ConversationId id, IReadOnlyList<RoutedText> messages, CancellationToken cancel)
    {
        var senders = await SendersAsync(id, messages, cancel);
        if (senders.Values.OfType<Access>().FirstOrDefault()?.Conversation is not { Kind: not ConversationKind.Direct } conversation) return 0;
        Contribution[] contributions = [.. messages.Select(m => new Contribution(m.Seq, m.At, senders[m.SenderId]?.Role is MemberRole.Owner))];

        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var (known, version) = await ReadAsync(id, cancel);
            var (next, measured) = known.With(contributions);
            if (measured.Count > 0) return await RecordAsync(id, next.AnsweredSeq, contributions, conversation.GroupVersion, cancel);
            if (next == known || await state.ReplaceDocumentAsync(Document(id, next, version), cancel)) return 0;
        }
        throw new InvalidOperationException("The conversation's answers change too fast to be measured.");
    }

    private async Task<int> RecordAsync(ConversationId id, long answered, Contribution[] contributions, long groupVersion, CancellationToken cancel)
    {
        var command = CommandId.Derive("responses", id.Value, answered.ToString(CultureInfo.InvariantCulture));
        var outcome = await loop.RunAsync(
            new(id.AnalyticsLog, command, UserId.System),
            async _ =>
            {
                var (known, version) = await ReadAsync(id, cancel);
                var (next, measured) = known.With(contributions);
                return measured.Count == 0 ? new Decision.Nothing() : new Decision.Write(groupVersion, [.. measured], [Document(id, next, version)]);
            },
            cancel);
        return outcome.Refusal is { } refusal ? throw new InvalidOperationException(refusal.Message) : outcome.Events.Count;
    }

    private async Task<Dictionary<UserId, Access?>> SendersAsync(ConversationId id, IReadOnlyList<RoutedText> messages, CancellationToken cancel)
    {
        Dictionary<UserId, Access?> senders = [];
        foreach (var sender in messages.Select(m => m.SenderId).Distinct()) senders[sender] = await state.AccessAsync(id, sender, fresh: false, cancel);
        return senders;
    }

    private async Task<(Responses Known, long Version)> ReadAsync(ConversationId id, CancellationToken cancel)
    {
        var (known, version) = await state.DocumentAsync(id.AnalyticsLog.Value, StateKeys.Responses, AnalyticsJson.Default.Responses, cancel);
        return (known ?? new(), version);
    }

    private static StateWrite.PutDocument Document(ConversationId id, Responses next, long seen) =>
        new(id.AnalyticsLog.Value, StateKeys.Responses, JsonSerializer.Serialize(next, AnalyticsJson.Default.Responses), seen);
}
