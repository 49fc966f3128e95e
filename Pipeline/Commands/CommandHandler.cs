using System.Text.Json;
using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.Pipeline;

/// <summary>Carries out one command of the API for one signed-in user.</summary>
public sealed class CommandHandler(CommandLoop loop, StateTable state, SegmentLog log, TimeProvider time)
{
    private readonly CommandFacts _facts = new(state, log);
    private readonly ModerationCommands _moderation = new(loop, state, log, time);
    private readonly OwnCommands _own = new(loop, state, log, time);
    private readonly ErasureCommands _erasure = new(loop, state, time);

    public async Task<CommandAnswer> HandleAsync(string field, JsonElement arguments, Caller caller, CancellationToken cancel)
    {
        var input = new InputReader(arguments.ValueKind is JsonValueKind.Object && arguments.TryGetProperty("input", out var i) ? i : default);
        return field switch
        {
            "sendMessage" => await SendMessageAsync(SendMessage.Parse(input), input.Refusal, caller.User, cancel),
            "editMessage" => await EditMessageAsync(EditMessage.Parse(input), input.Refusal, caller.User, cancel),
            "deleteMessage" => await DeleteMessageAsync(DeleteMessage.Parse(input), input.Refusal, caller.User, cancel),
            "createConversation" => await CreateConversationAsync(CreateConversation.Parse(input, caller.User), input.Refusal, caller.User, cancel),
            "addMember" => await AddMemberAsync(AddMember.Parse(input), input.Refusal, caller.User, cancel),
            "removeMember" => await RemoveMemberAsync(RemoveMember.Parse(input), input.Refusal, caller.User, cancel),
            _ => await _moderation.HandleAsync(field, input, caller, cancel) ?? await _own.HandleAsync(field, input, caller.User, cancel)
                ?? await _erasure.HandleAsync(field, input, caller, cancel)
                ?? throw new ArgumentException($"There is no command {field}.", nameof(field)),
        };
    }

    private Task<CommandAnswer> SendMessageAsync(SendMessage c, Refusal? bad, UserId sender, CancellationToken cancel) =>
        CommandAnswer.OfAsync(c.Id, c.Conversation, bad, () => loop.RunAsync(
            new(c.Conversation.Log, c.Id, sender, c.AfterSeq),
            async fresh => c.Decide(
                await state.AccessAsync(c.Conversation, sender, fresh, cancel),
                c.ReplyTo is { } seq ? await log.ReadOneAsync(c.Conversation.Log, seq, cancel) : null,
                time.GetUtcNow()),
            cancel));

    private Task<CommandAnswer> EditMessageAsync(EditMessage c, Refusal? bad, UserId sender, CancellationToken cancel) =>
        CommandAnswer.OfAsync(c.Id, c.Conversation, bad, () => loop.RunAsync(
            new(c.Conversation.Log, c.Id, sender, c.AfterSeq),
            async fresh =>
            {
                var (access, message, mark) = await _facts.MessageAsync(c.Conversation, c.MessageSeq, sender, fresh, cancel);
                return c.Decide(access, message, mark is TextMark.Deleted, mark is TextMark.Removed, sender, time.GetUtcNow());
            },
            cancel));

    private Task<CommandAnswer> DeleteMessageAsync(DeleteMessage c, Refusal? bad, UserId sender, CancellationToken cancel) =>
        CommandAnswer.OfAsync(c.Id, c.Conversation, bad, () => loop.RunAsync(
            new(c.Conversation.Log, c.Id, sender, c.AfterSeq),
            async fresh =>
            {
                var (access, message, mark) = await _facts.MessageAsync(c.Conversation, c.MessageSeq, sender, fresh, cancel);
                return c.Decide(access, message, mark is TextMark.Deleted, sender);
            },
            cancel));

    private Task<CommandAnswer> CreateConversationAsync(CreateConversation c, Refusal? bad, UserId sender, CancellationToken cancel) =>
        CommandAnswer.OfAsync(c.Id, c.Conversation, bad, () => loop.RunAsync(
            new(c.Conversation.Log, c.Id, sender, AfterSeq: 0),
            async _ => c.Decide(
                await state.ConversationAsync(c.Conversation, cancel),
                await state.NamesAsync([sender, .. c.Others], cancel)),
            cancel));

    private Task<CommandAnswer> AddMemberAsync(AddMember c, Refusal? bad, UserId sender, CancellationToken cancel) =>
        CommandAnswer.OfAsync(c.Id, c.Conversation, bad, () => loop.RunAsync(
            new(c.Conversation.Log, c.Id, sender),
            async _ =>
            {
                var access = await state.AccessAsync(c.Conversation, sender, fresh: true, cancel);
                if (access is null) return c.Decide(null, null, null);
                var names = await state.NamesAsync([c.User], cancel);
                var member = await state.MemberAsync(c.Conversation, c.User, cancel);
                return c.Decide(access, member?.Role, names.GetValueOrDefault(c.User), await state.IsBannedAsync(c.Conversation, c.User, cancel));
            },
            cancel));

    private async Task<CommandAnswer> RemoveMemberAsync(RemoveMember c, Refusal? bad, UserId sender, CancellationToken cancel)
    {
        var answer = await CommandAnswer.OfAsync(c.Id, c.Conversation, bad, () => loop.RunAsync(
            new(c.Conversation.Log, c.Id, sender),
            async _ => await state.AccessAsync(c.Conversation, sender, fresh: true, cancel) is { } access
                ? c.Decide(access, (await state.MemberAsync(c.Conversation, c.User, cancel))?.Role, sender)
                : c.Decide(null, null, sender),
            cancel));
        if (bad is null) state.Forget(c.Conversation, c.User);
        return answer;
    }
}
