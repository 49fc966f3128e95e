using System.Text.Json;
using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.Pipeline;

/// <summary>Carries out one command of the API for one signed-in user.</summary>
public sealed class CommandHandler(CommandLoop loop, StateTable state, SegmentLog log)
{
    public async Task<CommandAnswer> HandleAsync(string field, JsonElement arguments, UserId sender, CancellationToken cancel)
    {
        var input = new InputReader(arguments.ValueKind is JsonValueKind.Object && arguments.TryGetProperty("input", out var i) ? i : default);
        return field switch
        {
            "sendMessage" => await SendMessageAsync(SendMessage.Parse(input), input.Refusal, sender, cancel),
            "editMessage" => await EditMessageAsync(EditMessage.Parse(input), input.Refusal, sender, cancel),
            "deleteMessage" => await DeleteMessageAsync(DeleteMessage.Parse(input), input.Refusal, sender, cancel),
            "createConversation" => await CreateConversationAsync(CreateConversation.Parse(input, sender), input.Refusal, sender, cancel),
            "addMember" => await AddMemberAsync(AddMember.Parse(input), input.Refusal, sender, cancel),
            "removeMember" => await RemoveMemberAsync(RemoveMember.Parse(input), input.Refusal, sender, cancel),
            _ => throw new ArgumentException($"There is no command {field}.", nameof(field)),
        };
    }

    private Task<CommandAnswer> SendMessageAsync(SendMessage c, Refusal? bad, UserId sender, CancellationToken cancel) =>
        AnswerAsync(c.Id, c.Conversation, bad, () => loop.RunAsync(
            new(c.Conversation.Log, c.Id, sender, c.AfterSeq),
            async fresh => c.Decide(
                await state.AccessAsync(c.Conversation, sender, fresh, cancel),
                c.ReplyTo is { } seq ? await log.ReadOneAsync(c.Conversation.Log, seq, cancel) : null),
            cancel));

    private Task<CommandAnswer> EditMessageAsync(EditMessage c, Refusal? bad, UserId sender, CancellationToken cancel) =>
        AnswerAsync(c.Id, c.Conversation, bad, () => loop.RunAsync(
            new(c.Conversation.Log, c.Id, sender, c.AfterSeq),
            async fresh =>
            {
                var (access, message, deleted) = await MessageAsync(c.Conversation, c.MessageSeq, sender, fresh, cancel);
                return c.Decide(access, message, deleted, sender);
            },
            cancel));

    private Task<CommandAnswer> DeleteMessageAsync(DeleteMessage c, Refusal? bad, UserId sender, CancellationToken cancel) =>
        AnswerAsync(c.Id, c.Conversation, bad, () => loop.RunAsync(
            new(c.Conversation.Log, c.Id, sender, c.AfterSeq),
            async fresh =>
            {
                var (access, message, deleted) = await MessageAsync(c.Conversation, c.MessageSeq, sender, fresh, cancel);
                return c.Decide(access, message, deleted, sender);
            },
            cancel));

    /// <summary>What there is to know of a message that is to change. A stranger makes nobody look for it.</summary>
    private async Task<(Access? Access, RecordedEvent? Message, bool Deleted)> MessageAsync(
        ConversationId conversation, long seq, UserId sender, bool fresh, CancellationToken cancel) =>
        await state.AccessAsync(conversation, sender, fresh, cancel) is { } access
            ? (access, await log.ReadOneAsync(conversation.Log, seq, cancel), await state.IsDeletedAsync(conversation, seq, cancel))
            : (null, null, false);

    private Task<CommandAnswer> CreateConversationAsync(CreateConversation c, Refusal? bad, UserId sender, CancellationToken cancel) =>
        AnswerAsync(c.Id, c.Conversation, bad, () => loop.RunAsync(
            new(c.Conversation.Log, c.Id, sender, AfterSeq: 0),
            async _ => c.Decide(
                await state.ConversationAsync(c.Conversation, cancel),
                await state.NamesAsync([sender, .. c.Others], cancel)),
            cancel));

    private Task<CommandAnswer> AddMemberAsync(AddMember c, Refusal? bad, UserId sender, CancellationToken cancel) =>
        AnswerAsync(c.Id, c.Conversation, bad, () => loop.RunAsync(
            new(c.Conversation.Log, c.Id, sender),
            async _ =>
            {
                var access = await state.AccessAsync(c.Conversation, sender, fresh: true, cancel);
                if (access is null) return c.Decide(null, null, null);
                var names = await state.NamesAsync([c.User], cancel);
                return c.Decide(access, await state.RoleAsync(c.Conversation, c.User, cancel), names.GetValueOrDefault(c.User));
            },
            cancel));

    private async Task<CommandAnswer> RemoveMemberAsync(RemoveMember c, Refusal? bad, UserId sender, CancellationToken cancel)
    {
        var answer = await AnswerAsync(c.Id, c.Conversation, bad, () => loop.RunAsync(
            new(c.Conversation.Log, c.Id, sender),
            async _ => await state.AccessAsync(c.Conversation, sender, fresh: true, cancel) is { } access
                ? c.Decide(access, await state.RoleAsync(c.Conversation, c.User, cancel), sender)
                : c.Decide(null, null, sender),
            cancel));
        if (bad is null) state.Forget(c.Conversation, c.User);
        return answer;
    }

    private static async Task<CommandAnswer> AnswerAsync(
        CommandId id, ConversationId conversation, Refusal? bad, Func<Task<CommandOutcome>> run)
    {
        if (bad is not null) return new(null, bad);
        var outcome = await run();
        if (outcome.Refusal is { } refusal) return new(null, refusal);
        var first = outcome.Events is [var e, ..] ? e : null;
        return new(new(conversation.Value, id.ToString(), first?.Seq, first is null ? null : WireTime.Format(first.At)), null);
    }
}

/// <summary>The commands function's answer, as the resolver expects it.</summary>
public sealed record CommandAnswer(CommandReceipt? Data, Refusal? Refusal);
