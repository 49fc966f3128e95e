using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.Pipeline;

/// <summary>The commands of moderation: of those who judge, of those who report and of those who object.</summary>
public sealed class ModerationCommands(CommandLoop loop, StateTable state, SegmentLog log, TimeProvider time)
{
    private readonly CommandFacts _facts = new(state, log);

    /// <returns>Null if the field is none of these.</returns>
    public async Task<CommandAnswer?> HandleAsync(string field, InputReader input, Caller caller, CancellationToken cancel) => field switch
    {
        "flagMessage" => await FlagAsync(FlagMessage.Parse(input), input.Refusal, caller, cancel),
        "appealVerdict" => await AppealAsync(AppealVerdict.Parse(input), input.Refusal, caller, cancel),
        "reviewMessage" => await ReviewAsync(ReviewMessage.Parse(input), input.Refusal, caller, cancel),
        "viewOriginal" => await ViewAsync(ViewOriginal.Parse(input), input.Refusal, caller, cancel),
        "muteMember" => await MuteAsync(MuteMember.Parse(input), input.Refusal, caller, cancel),
        "banMember" => await BanAsync(BanMember.Parse(input), input.Refusal, caller, cancel),
        "unbanMember" => await UnbanAsync(UnbanMember.Parse(input), input.Refusal, caller, cancel),
        "setModerationPolicy" => await SetPolicyAsync(SetModerationPolicy.Parse(input), input.Refusal, caller, cancel),
        "setBlocklist" => await SetBlocklistAsync(SetBlocklist.Parse(input), input.Refusal, caller, cancel),
        _ => null,
    };

    private Task<CommandAnswer> FlagAsync(FlagMessage c, Refusal? bad, Caller caller, CancellationToken cancel) => OnVersionAsync(
        c.Id, c.Of, bad, caller, (access, facts) => c.Decide(access, facts, caller.User), cancel);

    private Task<CommandAnswer> AppealAsync(AppealVerdict c, Refusal? bad, Caller caller, CancellationToken cancel) => OnVersionAsync(
        c.Id, c.Of, bad, caller, (access, facts) => c.Decide(access, facts, caller.User), cancel);

    private Task<CommandAnswer> ReviewAsync(ReviewMessage c, Refusal? bad, Caller caller, CancellationToken cancel) => OnVersionAsync(
        c.Id, c.Of, bad, caller, (access, facts) => c.Decide(access, facts, caller), cancel);

    /// <summary>The text is answered only for the look that is in the log: a repeated id must not show another text, nor one that may no longer be seen.</summary>
    private async Task<CommandAnswer> ViewAsync(ViewOriginal c, Refusal? bad, Caller caller, CancellationToken cancel)
    {
        if (bad is not null) return CommandAnswer.Refused(bad);
        var (decision, facts) = await LookAsync(c, caller, cancel);
        if (decision is Decision.Refused { Refusal: var no }) return CommandAnswer.Refused(no);
        var outcome = await loop.RunAsync(new(c.Of.Conversation.ModerationLog, c.Id, caller.User), _ => Task.FromResult(decision), cancel);
        if (outcome.Refusal is { } refusal) return CommandAnswer.Refused(refusal);
        return facts.Version is { } v && outcome.Events is [{ Body: ChatEvent.OriginalViewed look }, ..] && look == new ChatEvent.OriginalViewed(v.MessageSeq, v.Seq)
            ? CommandAnswer.Of(new Original(v.Conversation.Value, v.MessageSeq, v.Seq, v.Author.Value, v.Text))
            : CommandAnswer.Refused(Refusals.CommandIdTaken);
    }

    private async Task<(Decision Decision, VersionFacts Facts)> LookAsync(ViewOriginal c, Caller caller, CancellationToken cancel)
    {
        var access = await state.AccessAsync(c.Of.Conversation, caller.User, fresh: true, cancel);
        var facts = caller.Moderates(access) ? await _facts.VersionAsync(c.Of, cancel) : VersionFacts.Unknown;
        return (c.Decide(access, facts, caller), facts);
    }

    /// <summary>What is said about a version goes to the moderation log. A stranger makes nobody look for the version.</summary>
    private Task<CommandAnswer> OnVersionAsync(
        CommandId id, VersionInput of, Refusal? bad, Caller caller, Func<Access?, VersionFacts, Decision> decide, CancellationToken cancel) =>
        CommandAnswer.OfAsync(id, of.Conversation, bad, () => loop.RunAsync(
            new(of.Conversation.ModerationLog, id, caller.User),
            async _ =>
            {
                var access = await state.AccessAsync(of.Conversation, caller.User, fresh: true, cancel);
                return decide(access, access is null && !caller.IsModerator ? VersionFacts.Unknown : await _facts.VersionAsync(of, cancel));
            },
            cancel));

    private async Task<CommandAnswer> MuteAsync(MuteMember c, Refusal? bad, Caller caller, CancellationToken cancel)
    {
        var answer = await CommandAnswer.OfAsync(c.Id, c.Conversation, bad, () => loop.RunAsync(
            new(c.Conversation.Log, c.Id, caller.User),
            async _ => c.Decide(
                await state.AccessAsync(c.Conversation, caller.User, fresh: true, cancel), await state.ConversationAsync(c.Conversation, cancel),
                await state.MemberAsync(c.Conversation, c.User, cancel), caller, time.GetUtcNow()),
            cancel));
        if (bad is null) state.Forget(c.Conversation, c.User);
        return answer;
    }

    private async Task<CommandAnswer> BanAsync(BanMember c, Refusal? bad, Caller caller, CancellationToken cancel)
    {
        var answer = await CommandAnswer.OfAsync(c.Id, c.Conversation, bad, () => loop.RunAsync(
            new(c.Conversation.Log, c.Id, caller.User),
            async _ => c.Decide(
                await state.AccessAsync(c.Conversation, caller.User, fresh: true, cancel), await state.ConversationAsync(c.Conversation, cancel),
                await state.MemberAsync(c.Conversation, c.User, cancel), await state.IsBannedAsync(c.Conversation, c.User, cancel), caller),
            cancel));
        if (bad is null) state.Forget(c.Conversation, c.User);
        return answer;
    }

    private Task<CommandAnswer> UnbanAsync(UnbanMember c, Refusal? bad, Caller caller, CancellationToken cancel) =>
        CommandAnswer.OfAsync(c.Id, c.Conversation, bad, () => loop.RunAsync(
            new(c.Conversation.Log, c.Id, caller.User),
            async _ => c.Decide(
                await state.AccessAsync(c.Conversation, caller.User, fresh: true, cancel), await state.ConversationAsync(c.Conversation, cancel),
                await state.IsBannedAsync(c.Conversation, c.User, cancel), caller),
            cancel));

    private async Task<CommandAnswer> SetPolicyAsync(SetModerationPolicy c, Refusal? bad, Caller caller, CancellationToken cancel)
    {
        var answer = await CommandAnswer.OfAsync(c.Id, c.Conversation, bad, () => loop.RunAsync(
            new(c.Conversation.ModerationLog, c.Id, caller.User),
            async _ => c.Decide(
                await state.AccessAsync(c.Conversation, caller.User, fresh: true, cancel), await state.ConversationAsync(c.Conversation, cancel), caller),
            cancel));
        if (bad is null) state.ForgetAll(c.Conversation);
        return answer;
    }

    private Task<CommandAnswer> SetBlocklistAsync(SetBlocklist c, Refusal? bad, Caller caller, CancellationToken cancel) =>
        CommandAnswer.OfAsync(c.Id, c.Conversation ?? SetBlocklist.Global, bad, () => loop.RunAsync(
            new(c.Log, c.Id, caller.User),
            async _ =>
            {
                var (access, conversation) = c.Conversation is { } id
                    ? (await state.AccessAsync(id, caller.User, fresh: true, cancel), await state.ConversationAsync(id, cancel))
                    : (null, null);
                var (current, seen) = await state.DocumentAsync(c.Pk, StateKeys.Blocklist, StateJson.Default.Blocklist, cancel);
                return c.Decide(access, conversation, current, seen, caller);
            },
            cancel));
}
