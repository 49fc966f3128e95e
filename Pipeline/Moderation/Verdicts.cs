using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.Pipeline;

/// <summary>Carries a finding into the logs: what is known into the moderation log, then what members are shown into theirs. Doing it again does what is missing.</summary>
public sealed class Verdicts(SegmentLog log, StateTable state, CommandLoop loop)
{
    public async Task<MessageVersion?> VersionAsync(ConversationId conversation, long versionSeq, CancellationToken cancel) =>
        MessageVersion.Of(await log.ReadOneAsync(conversation.Log, versionSeq, cancel));

    public Task<(ModerationCase? Known, long Seen)> CaseAsync(MessageVersion version, CancellationToken cancel) =>
        state.DocumentAsync(version.Conversation.Log.Value, StateKeys.Case(version.Seq), StateJson.Default.ModerationCase, cancel);

    public Task<bool> IsDeletedAsync(MessageVersion version, CancellationToken cancel) => state.IsDeletedAsync(version.Conversation, version.MessageSeq, cancel);

    /// <summary>Records and publishes a finding of a machine.</summary>
    /// <returns>What is to be done next: a review to be started, a notice to be sent.</returns>
    public async Task<(ReviewStart? Review, ApprovedNotice? Notice)> SettleAsync(ScreenedMessage message, Finding finding, CancellationToken cancel)
    {
        // The ordinary message: nobody objects, everybody sees it already. Nothing is read or written.
        if (finding.IsPlain && !message.Held) return default;
        if (await VersionAsync(message.ConversationId, message.VersionSeq, cancel) is not { } version) return default;
        await RunAsync(version.Conversation.ModerationLog, _ => RecordScreening.Id(version), version, (known, seen, deleted) =>
            RecordScreening.Decide(version, finding, known, seen, deleted), cancel);
        if (await PublishAsync(version, cancel, clear: finding.IsPlain) is not { } settled) return default;
        // Until a person is waited for: a start that got lost is made up for.
        var review = BeginReview.NextRound(settled, ReviewCause.Screening, deleted: false) is null ? null
            : ReviewStart.Of(version, finding.Source is VerdictSource.Outage ? ReviewCause.Outage : ReviewCause.Screening, settled.Reason);
        return (review, await NoticeAsync(version, settled, round: 0, cancel));
    }

    /// <summary>Tells members what the case says, if they have not been told.</summary>
    /// <param name="clear">A held version without a case may be shown.</param>
    /// <returns>The case as it stands now; null if the message is deleted or there is none.</returns>
    public async Task<ModerationCase?> PublishAsync(MessageVersion version, CancellationToken cancel, bool clear = false)
    {
        var groupVersion = (await state.ConversationAsync(version.Conversation, cancel))?.GroupVersion ?? 0;
        return await RunAsync(version.Conversation.Log, known => PublishVerdict.Id(version, known?.Flips ?? 0), version, (known, seen, deleted) =>
            known is null && !clear ? new Decision.Nothing() : PublishVerdict.Decide(version, known, seen, deleted, groupVersion), cancel);
    }

    /// <summary>Runs one command on a version's case.</summary>
    /// <param name="id">The command's, by the case it is decided on.</param>
    /// <returns>The case afterwards; null if the message is deleted or there is none.</returns>
    /// <exception cref="ModerationBusyException">Others kept changing it.</exception>
    public async Task<ModerationCase?> RunAsync(
        LogId target, Func<ModerationCase?, CommandId> id, MessageVersion version, Func<ModerationCase?, long, bool, Decision> decide, CancellationToken cancel)
    {
        var (known, seen) = await CaseAsync(version, cancel);
        var deleted = await IsDeletedAsync(version, cancel);
        // Looked at before the loop is asked: the loop would search the log for a command that was never sent.
        if (decide(known, seen, deleted) is Decision.Nothing) return deleted ? null : known;
        var command = id(known);
        var outcome = await loop.RunAsync(new(target, command, UserId.System, target.Conversation is null ? null : version.Seq), async _ =>
        {
            (known, seen) = await CaseAsync(version, cancel);
            deleted = await IsDeletedAsync(version, cancel);
            // Somebody else's change made another command of it; whoever made it finishes it.
            return id(known) == command ? decide(known, seen, deleted) : new Decision.Nothing();
        }, cancel);
        if (outcome.Refusal is { } refusal) throw new ModerationBusyException($"{target} {version.Seq}: {refusal.Message}");
        return await IsDeletedAsync(version, cancel) ? null : (await CaseAsync(version, cancel)).Known;
    }

    /// <summary>The notice of a held version that was first shown after this round.</summary>
    public async Task<ApprovedNotice?> NoticeAsync(MessageVersion version, ModerationCase settled, int round, CancellationToken cancel)
    {
        if (!version.Held || !settled.Shown || settled.FirstShownIn != round) return null;
        // An edit is no news, unless what it replaces was never seen.
        if (version.Seq != version.MessageSeq && await state.RemovedAsync(version.Conversation, version.MessageSeq, cancel) is null) return null;
        return await log.ReadOneAsync(version.Conversation.Log, version.MessageSeq, cancel) is { Body: ChatEvent.MessageSent } message
            ? ApprovedNotice.Of(message, version.Text)
            : null;
    }
}

/// <summary>Too many writers at once. The workflow tries again.</summary>
public sealed class ModerationBusyException(string message) : Exception(message);
