using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>The tasks of the review workflow. Each goes by the case, so that it may be done again.</summary>
public sealed class ReviewTasks(StateTable state, Verdicts verdicts, TimeProvider time)
{
    /// <summary>Task <c>prepare</c>: which round this is and how long a person is waited for, or that there is nothing to review any more.</summary>
    public async Task<ReviewStep> PrepareAsync(ReviewRequest request, CancellationToken cancel)
    {
        var policy = await PolicyAsync(request, cancel);
        var skip = new ReviewStep(request, Skip: true);
        if (await verdicts.VersionAsync(request.ConversationId, request.VersionSeq, cancel) is not { } version || version.MessageSeq != request.MessageSeq) return skip;
        var (known, _) = await verdicts.CaseAsync(version, cancel);
        if (request.Round is { } lost) return known is { Open: { } open } && known.Round == lost ? new(request, lost, Left(open)) : skip;
        return BeginReview.NextRound(known, request.Cause, await verdicts.IsDeletedAsync(version, cancel)) is { } round
            ? new(request, round, policy.ReviewMinutes * 60L)
            : skip;
    }

    /// <summary>Task <c>open</c>: opens the round, or gives a round that is open the token of the execution that waits now.</summary>
    /// <exception cref="ReviewSettledException">There is no opinion to wait for any more: close it.</exception>
    public async Task OpenAsync(ReviewStep step, string token, CancellationToken cancel)
    {
        var request = step.Request;
        var version = await VersionAsync(request, cancel);
        var policy = await PolicyAsync(request, cancel);
        await verdicts.RunAsync(request.ConversationId.ModerationLog, _ => BeginReview.Id(version, step.Round), version, (known, seen, _) =>
            BeginReview.Decide(version, request, step.Round, token, known, seen, policy, time.GetUtcNow()), cancel);
        for (var (known, seen) = await verdicts.CaseAsync(version, cancel); ; (known, seen) = await verdicts.CaseAsync(version, cancel))
        {
            if (known is not { Open: { } open } || known.Round != step.Round || known.Agreed is not null) throw new ReviewSettledException();
            if (open.Token == token) return;
            if (await state.ReplaceDocumentAsync(Cases.Put(version.Conversation, known with { Open = open with { Token = token } }, seen), cancel)) return;
        }
    }

    /// <summary>Task <c>close</c>: the outcome, by the moderators or the deadline, and what members are shown by it.</summary>
    public async Task<ReviewStep> CloseAsync(ReviewStep step, CancellationToken cancel)
    {
        var request = step.Request;
        var version = await VersionAsync(request, cancel);
        var policy = await PolicyAsync(request, cancel);
        var overdue = step.Error is { Error: "States.Timeout" };
        await verdicts.RunAsync(request.ConversationId.ModerationLog, _ => CloseReview.Id(version, step.Round), version, (known, seen, _) =>
            CloseReview.Decide(version, step.Round, known, seen, policy, overdue), cancel);
        var (after, _) = await verdicts.CaseAsync(version, cancel);
        if (after is { Open: { } open } && after.Round == step.Round) return step with { Again = true, Error = null, TimeoutSeconds = Left(open), Notify = [] };
        var settled = await verdicts.PublishAsync(version, cancel);
        var notice = settled is null ? null : await verdicts.NoticeAsync(version, settled, step.Round, cancel);
        return step with { Again = false, Error = null, Notify = notice is null ? [] : [notice] };
    }

    private long Left(OpenReview open) => Math.Max(1, (long)Math.Ceiling((open.Deadline - time.GetUtcNow()).TotalSeconds));

    private async Task<ModerationPolicy> PolicyAsync(ReviewRequest request, CancellationToken cancel) =>
        (await state.ConversationAsync(request.ConversationId, cancel))?.Moderation ?? ModerationPolicy.Default;

    private async Task<MessageVersion> VersionAsync(ReviewRequest request, CancellationToken cancel) =>
        await verdicts.VersionAsync(request.ConversationId, request.VersionSeq, cancel)
            ?? throw new InvalidOperationException($"{request.ConversationId.Log} {request.VersionSeq} is no version of a message.");
}

/// <summary>The review is decided, or over: nobody needs to wait. The workflow knows it by this name.</summary>
public sealed class ReviewSettledException() : Exception("The review is settled.");
