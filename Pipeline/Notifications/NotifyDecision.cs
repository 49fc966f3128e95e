using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>What there is to know of somebody who may be told.</summary>
/// <param name="ReadSeq">Up to here the conversation was read.</param>
/// <param name="ToldVersion">Of the document <paramref name="Told"/>, 0 for none.</param>
public sealed record Recipient(
    UserId User, long ReadSeq, NotificationPreferences Preferences, string? Email = null, Presence? Presence = null, Told? Told = null, long ToldVersion = 0);

/// <param name="At">The conversation that is looked at; null: none in particular.</param>
public sealed record Presence(DateTimeOffset Until, ConversationId? At);

/// <param name="RepliedTo">Author of the message this one answers.</param>
public sealed record NewMessage(long Seq, UserId Sender, IReadOnlyList<UserId> Mentions, UserId? RepliedTo);

/// <param name="Recent">Seq and author of the newest messages that members see, ascending.</param>
public sealed record Talk(ConversationId Id, int Members, IReadOnlyList<(long Seq, UserId Sender)> Recent);

/// <summary>Somebody is told.</summary>
public sealed record Notice(ChatEvent.NotificationRequested Event, Told Told);

/// <summary>
/// Whether one user is told of new messages, of what kind, and where. Pure. In order: who wrote or read it is not told; who looks at the conversation is not; the
/// conversation's preference, then the user's level, then the default choose the messages; what was told before is left out and what comes soon after it collapses;
/// a snooze, quiet hours or a look elsewhere leave the feed alone.
/// </summary>
public static class NotifyDecision
{
    /// <summary>For so long one notification stands for what follows it in the conversation, unless it was read. A mention or a reply comes through.</summary>
    public static readonly TimeSpan CollapseFor = TimeSpan.FromMinutes(5);

    public static Notice? Decide(Talk talk, Recipient to, IReadOnlyList<NewMessage> messages, DateTimeOffset now)
    {
        var present = to.Presence is { } presence && presence.Until > now ? presence : null;
        if (present?.At == talk.Id) return null;
        var own = to.Preferences.Conversations?.FirstOrDefault(c => c.ConversationId == talk.Id);
        if (own?.MutedUntil > now) return null;
        var level = own?.Level ?? to.Preferences.Level ?? (talk.Members <= Limits.NotifyAllMembers ? NotificationLevel.All : NotificationLevel.Mentions);
        if (level is NotificationLevel.None) return null;

        var news = messages
            .Where(m => m.Sender != to.User && m.Seq > to.ReadSeq)
            .Select(m => (Message: m, Kind: KindFor(m, to.User)))
            .Where(m => m.Kind is not NotificationKind.Message || level is NotificationLevel.All)
            .Where(m => to.Told?.Knows(m.Message.Seq, IsNamed(m.Kind)) is not true)
            .ToList();
        if (news.Count == 0 || !(news.Exists(m => IsNamed(m.Kind)) || MayFollow(to, now))) return null;

        // The strongest reason, and of equals the newest message, is what it is about.
        var (about, kind) = news.OrderByDescending(m => Strength(m.Kind)).ThenByDescending(m => m.Message.Seq).First();
        var newest = news.Max(m => m.Message.Seq);
        var silent = present is not null || to.Preferences.SnoozedUntil > now || QuietHours.Include(to.Preferences, now);
        var channels = silent ? [] : ChannelsOf(to);
        var count = Unread(talk, to, newest);
        return new(
            new(kind, talk.Id, kind is NotificationKind.Message ? newest : about.Seq, count, about.Sender, channels.Count > 0 ? channels : null),
            new(Math.Max(newest, to.Told?.Seq ?? 0), now, count, Remember(to.Told, news.Where(m => IsNamed(m.Kind)).Select(m => m.Message.Seq))));
    }

    private static NotificationKind KindFor(NewMessage message, UserId user) =>
        message.Mentions.Contains(user) ? NotificationKind.Mention : message.RepliedTo == user ? NotificationKind.Reply : NotificationKind.Message;

    private static bool IsNamed(NotificationKind kind) => kind is NotificationKind.Mention or NotificationKind.Reply;

    private static int Strength(NotificationKind kind) => kind switch { NotificationKind.Mention => 2, NotificationKind.Reply => 1, _ => 0 };

    private static bool MayFollow(Recipient to, DateTimeOffset now) => to.Told is not { } told || told.Seq <= to.ReadSeq || now - told.At >= CollapseFor;

    private static int Unread(Talk talk, Recipient to, long newest) =>
        Math.Max(1, talk.Recent.Count(m => m.Seq > to.ReadSeq && m.Seq <= newest && m.Sender != to.User));

    private static long[]? Remember(Told? told, IEnumerable<long> named)
    {
        long[] all = [.. (told?.Named ?? []).Concat(named).Distinct().Order()];
        return all.Length == 0 ? null : all[Math.Max(0, all.Length - Told.NamedKept)..];
    }

    private static List<string> ChannelsOf(Recipient to)
    {
        List<string> channels = [];
        if (to.Preferences.Email && to.Email is not null) channels.Add(Channels.Email);
        if (to.Preferences.PushTarget is not null) channels.Add(Channels.Push);
        if (to.Preferences.WebhookUrl is not null) channels.Add(Channels.Webhook);
        return channels;
    }
}
