using System.Security.Cryptography;
using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.Pipeline;

/// <summary>What a user says of themselves: what was read, where they are, how they want to be told.</summary>
public sealed class OwnCommands(CommandLoop loop, StateTable state, SegmentLog log, TimeProvider time)
{
    /// <summary>Bytes of a webhook's key: as long as the hash it is for.</summary>
    private const int SecretBytes = 32;

    /// <returns>Null if the field is none of these.</returns>
    public async Task<CommandAnswer?> HandleAsync(string field, InputReader input, UserId user, CancellationToken cancel) => field switch
    {
        "markRead" => await MarkReadAsync(MarkRead.Parse(input), input.Refusal, user, cancel),
        "setPresence" => await SetPresenceAsync(SetPresence.Parse(input), input.Refusal, user, cancel),
        "setNotificationPreferences" => await SetPreferencesAsync(SetNotificationPreferences.Parse(input), input.Refusal, user, cancel),
        _ => null,
    };

    private Task<CommandAnswer> MarkReadAsync(MarkRead c, Refusal? bad, UserId user, CancellationToken cancel) =>
        CommandAnswer.OfAsync(c.Id, c.Conversation, bad, () => loop.RunAsync(
            new(user.Log, c.Id, user),
            async _ => await state.MemberAsync(c.Conversation, user, cancel) is { } member
                ? c.Decide(member, member.ReadSeq >= c.Seq ? c.Seq : await log.HeadAsync(c.Conversation.Log, cancel), user)
                : c.Decide(null, 0, user),
            cancel));

    private async Task<CommandAnswer> SetPresenceAsync(SetPresence c, Refusal? bad, UserId user, CancellationToken cancel)
    {
        if (bad is not null) return CommandAnswer.Refused(bad);
        if (c.Conversation is { } id && await state.AccessAsync(id, user, fresh: false, cancel) is null) return CommandAnswer.Refused(Refusals.NoSuchConversation);
        var until = c.Present ? time.GetUtcNow().AddSeconds(SetPresence.Seconds) : (DateTimeOffset?)null;
        await state.PutPresenceAsync(user, c.Conversation, until, cancel);
        return CommandAnswer.Of(new PresenceAnswer(until is { } end ? WireTime.Format(end) : null));
    }

    private Task<CommandAnswer> SetPreferencesAsync(SetNotificationPreferences c, Refusal? bad, UserId user, CancellationToken cancel)
    {
        var secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));
        return CommandAnswer.OfAsync(c.Id, Own, bad, () => loop.RunAsync(
            new(user.Log, c.Id, user),
            async _ =>
            {
                var (known, seen) = await state.DocumentAsync(user.Log.Value, StateKeys.Preferences, StateJson.Default.PreferencesDocument, cancel);
                return c.Decide(known, seen, user, secret, time.GetUtcNow());
            },
            cancel));
    }

    /// <summary>What a receipt has in place of a conversation for a command on the user's own log.</summary>
    private static readonly ConversationId Own = new("own");
}
