using System.Diagnostics;
using System.Globalization;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>How rows lie in the views table; the resolvers read these names.</summary>
public static class RowItems
{
    public const string ConversationId = "conversationId";
    public const string Seq = "seq";
    public const string Kind = "kind";
    public const string Title = "title";
    public const string CreatedAt = "createdAt";
    public const string MemberCount = "memberCount";
    public const string MemberNames = "memberNames";
    public const string Last = "last";
    public const string MessageId = "messageId";
    public const string SenderId = "senderId";
    public const string At = "at";
    public const string Text = "text";
    public const string ReplyTo = "replyTo";
    public const string EditedAt = "editedAt";
    public const string Deleted = "deleted";
    /// <summary>N: seq of the event whose text is, or was last, shown. Absent: none was.</summary>
    public const string TextVersion = "tv";
    /// <summary>S: the <see cref="Contracts.ReasonClass"/> the shown version was removed for.</summary>
    public const string RemovedFor = "removedFor";
    /// <summary>M {tv, text, editedAt, refused}: the newest version that was held.</summary>
    public const string Pending = "pending";
    /// <summary>S in <see cref="Pending"/>: why it was not approved.</summary>
    public const string Refused = "refused";
    public const string Mentions = "mentions";
    /// <summary>N on a conversation's head: messages sent so far.</summary>
    public const string Messages = "messages";
    /// <summary>L on a conversation's head: messages that may still become the last one.</summary>
    public const string Held = "held";
    public const string MessageSeq = "messageSeq";
    public const string VersionSeq = "versionSeq";
    public const string Round = "round";
    public const string Cause = "cause";
    public const string Reason = "reason";
    public const string OpenedAt = "openedAt";
    /// <summary>N: milliseconds since 1970.</summary>
    public const string Deadline = "deadline";
    public const string Needed = "needed";
    /// <summary>S: JSON.</summary>
    public const string Scores = "scores";
    public const string ReviewedBy = "reviewedBy";
    public const string Count = "count";
    /// <summary>S on an entry of the audit trail: the log it is from, whose <see cref="Seq"/> it has.</summary>
    public const string Log = "log";
    public const string Action = "action";
    public const string ActorId = "actorId";
    /// <summary>M of S.</summary>
    public const string Facts = "facts";
    public const string FromId = "fromId";
    /// <summary>S on a conversation's head: its newest events, see <see cref="EventChat.Projections.RecentEvents"/>.</summary>
    public const string Recent = "recent";
    /// <summary>S on a conversation's head: which version of its edited recent messages is shown.</summary>
    public const string RecentVersions = "recentVersions";
    /// <summary>N on a membership: seq of the event that added the member.</summary>
    public const string Since = "since";
    /// <summary>L of N on a membership: the mentions before those in <see cref="Mentions"/>.</summary>
    public const string OlderMentions = "older";
    /// <summary>N on a membership: how many <see cref="Mentions"/> are.</summary>
    public const string Mentioned = "mentioned";
    public const string Root = "root";
    public const string Replies = "replies";
    public const string LastSeq = "lastSeq";
    public const string LastAt = "lastAt";
    public const string Participants = "participants";
    public const string UserId = "userId";
    public const string Name = "name";
    /// <summary>S on the head of a user's log: the name others find the user by, in lower case.</summary>
    public const string SignInName = "signInName";
    public const string Role = "role";
    public const string AddedAt = "addedAt";
    /// <summary>L of S on a message's row: the words it is found by.</summary>
    public const string Words = "words";
    /// <summary>NS on a word's row: the messages that hold it, counted from the first seq of the row. Absent: none, and the row is about to go.</summary>
    public const string Found = "hits";
    /// <summary>BOOL, true: a tombstone.</summary>
    public const string Gone = "gone";
    /// <summary>Seconds since 1970, when DynamoDB may delete a tombstone.</summary>
    public const string Ttl = "ttl";
    /// <summary>Seq of the event the row reflects.</summary>
    public const string Version = "v";
    /// <summary>M {seq, reason, at}: why the log is parked, on its head.</summary>
    public const string Parked = "parked";

    /// <summary>BOOL, true, on the head of a log that is not filled yet: the live feed leaves it alone.</summary>
    public const string Filling = "filling";
    /// <summary>N on such a head: seq of the newest event that the live feed left to whoever fills.</summary>
    public const string Awaited = "awaited";
    /// <summary>BOOL, true, on such a head: a rebuild is at this log, nobody else begins it.</summary>
    public const string Claimed = "claimed";
    /// <summary>N on a head: how often it was repaired in place. An instance that remembers it from before a repair reads it anew.</summary>
    public const string Repairs = "repairs";

    public static Item Write(Row row) => row switch
    {
        Row.Message m => Without(new Item
        {
            [ConversationId] = S(m.Conversation.Value), [Seq] = N(m.MessageSeq), [MessageId] = S(m.Id.ToString()), [SenderId] = S(m.Sender.Value),
            [At] = N(m.At), [Text] = S(m.Text), [ReplyTo] = N(m.ReplyTo), [EditedAt] = N(m.EditedAt?.ToUnixTimeMilliseconds()),
            [Deleted] = m.Deleted ? True : Nothing, [TextVersion] = N(m.Version), [RemovedFor] = S(m.Removed?.ToString()),
            [Pending] = m.Pending is { } pending ? new() { M = Write(pending) } : Nothing, [Mentions] = Ids(m.Mentions),
        }),
        Row.Member m => new() { [UserId] = S(m.User.Value), [Name] = S(m.Name), [Role] = S(m.Role.ToString()), [AddedAt] = N(m.AddedAt) },
        Row.Membership m => Without(new Item
        {
            [ConversationId] = S(m.Conversation.Value), [Role] = S(m.Role.ToString()), [AddedAt] = N(m.AddedAt), [Since] = N(m.Since),
            [Mentions] = Seqs(m.Mentions), [OlderMentions] = Seqs(m.Older), [Mentioned] = m.Mentions.Count == 0 ? Nothing : N(m.Mentions.Count),
        }),
        Row.Reply r => new() { [Root] = N(r.Root), [Seq] = N(r.MessageSeq) },
        Row.Indexed i => Without(new Item
        {
            [TextVersion] = N(i.Version), [Deleted] = i.Deleted ? True : Nothing, [Words] = i.Words.Count == 0 ? Nothing : new() { L = [.. i.Words.Select(w => S(w))] },
        }),
        Row.Profile p => new() { [UserId] = S(p.User.Value), [Name] = S(p.Name) },
        Row.NameOwner n => new() { [UserId] = S(n.User.Value), [Name] = S(n.Name) },
        Row.Review r => Without(new Item
        {
            [ConversationId] = S(r.Conversation.Value), [MessageSeq] = N(r.MessageSeq), [VersionSeq] = N(r.VersionSeq), [Round] = N(r.Round),
            [Cause] = S(r.Cause.ToString()), [Reason] = S(r.Reason?.ToString()), [OpenedAt] = N(r.OpenedAt), [Deadline] = N(r.Deadline),
            [Needed] = N(r.Needed), [Scores] = S(r.Scores), [ReviewedBy] = Ids(r.ReviewedBy), [Ttl] = N((r.Deadline + ReviewLife).ToUnixTimeSeconds()),
        }),
        Row.Notification n => Without(new Item
        {
            [UserId] = S(n.User.Value), [Seq] = N(n.Seq), [At] = N(n.At), [Kind] = S(n.Kind.ToString()), [ConversationId] = S(n.Conversation?.Value),
            [MessageSeq] = N(n.MessageSeq), [Count] = N(n.Count), [FromId] = S(n.From?.Value),
        }),
        Row.Audit a => Without(new Item
        {
            [Log] = S(a.Log.Value), [Seq] = N(a.Seq), [At] = N(a.At), [Action] = S(a.Action), [ActorId] = S(a.Actor.Value), [ConversationId] = S(a.Conversation?.Value),
            [UserId] = S(a.User?.Value), [MessageSeq] = N(a.MessageSeq), [VersionSeq] = N(a.VersionSeq),
            [Facts] = a.Facts.Count == 0 ? Nothing : new() { M = a.Facts.ToDictionary(f => f.Name, f => S(f.Value)) },
        }),
        Row.Day d => DayItems.Write(d.Figures),
        _ => throw new UnreachableException(),
    };

    /// <summary>How long after its deadline a review's row may stay: it is closed by then, and only one that the head forgot is still there.</summary>
    private static readonly TimeSpan ReviewLife = TimeSpan.FromDays(1);

    public static Item Write(PendingText pending) => Without(new Item
    {
        [TextVersion] = N(pending.Version), [Text] = S(pending.Text), [EditedAt] = N(pending.EditedAt?.ToUnixTimeMilliseconds()),
        [Refused] = S(pending.Refused?.ToString()),
    });

    public static Item Write(ConversationHead head) => Without(new Item
    {
        [ConversationId] = S(head.Id.Value), [Seq] = N(head.Seq), [Kind] = S(head.Kind.ToString()), [Title] = S(head.Title),
        [CreatedAt] = N(head.CreatedAt), [MemberCount] = N(head.MemberCount),
        [MemberNames] = head.Names is { } names
            ? new() { L = [.. names.Select(n => new AttributeValue { M = new() { [UserId] = S(n.User.Value), [Name] = S(n.Name) } })], IsLSet = true }
            : Nothing,
        [Last] = head.Last is { } last
            ? new()
            {
                M = Without(new Item
                {
                    [Seq] = N(last.Seq), [MessageId] = S(last.Id.ToString()), [SenderId] = S(last.Sender.Value), [At] = N(last.At),
                    [Text] = S(last.Text), [TextVersion] = N(last.Version), [Deleted] = last.Deleted ? True : Nothing,
                    [RemovedFor] = S(last.Removed?.ToString()),
                }),
            }
            : Nothing,
        [Messages] = N(head.Messages), [Recent] = S(head.Recent.Marks is "" ? null : head.Recent.Marks),
        [RecentVersions] = S(head.Recent.Versions is "" ? null : head.Recent.Versions),
        [Held] = head.Held.Count == 0 ? Nothing : new() { L = [.. head.Held.Select(h => new AttributeValue { M = Write(h) })] },
    });

    private static Item Write(HeldMessage held) =>
        new() { [Seq] = N(held.Seq), [MessageId] = S(held.Id.ToString()), [SenderId] = S(held.Sender.Value), [At] = N(held.At) };

    public static ConversationHead ReadHead(Item item) => new(
        new(item[ConversationId].S), ReadN(item[Seq]), Enum.Parse<ConversationKind>(item[Kind].S), item.GetValueOrDefault(Title)?.S,
        ReadTime(item[CreatedAt]), (int)ReadN(item[MemberCount]),
        item.GetValueOrDefault(MemberNames)?.L?.Select(m => new MemberName(new(m.M[UserId].S), m.M[Name].S)).ToArray(),
        item.GetValueOrDefault(Last)?.M is { } last ? ReadLast(last) : null,
        item.TryGetValue(Messages, out var messages) ? ReadN(messages) : 0,
        item.GetValueOrDefault(Held)?.L?.Select(h => ReadHeld(h.M)).ToArray() ?? [],
        new(item.GetValueOrDefault(Recent)?.S ?? "", item.GetValueOrDefault(RecentVersions)?.S ?? ""));

    private static LastMessage ReadLast(Item last) => new(
        ReadN(last[Seq]), ReadId(last), new(last[SenderId].S), ReadTime(last[At]), last.GetValueOrDefault(Text)?.S,
        last.TryGetValue(TextVersion, out var version) ? ReadN(version) : ReadN(last[Seq]), ReadReason(last.GetValueOrDefault(RemovedFor)));

    private static HeldMessage ReadHeld(Item held) => new(ReadN(held[Seq]), ReadId(held), new(held[SenderId].S), ReadTime(held[At]));

    private static CommandId ReadId(Item item) => CommandId.TryParse(item[MessageId].S, out var id)
        ? id
        : throw new InvalidDataException($"{item[MessageId].S} is not a message id.");

    private static ReasonClass? ReadReason(AttributeValue? value) => value is null ? null : Enum.Parse<ReasonClass>(value.S);

    public static AttributeValue Ids(IReadOnlyList<UserId>? users) =>
        users is null or { Count: 0 } ? Nothing : new() { L = [.. users.Select(u => S(u.Value))] };

    private static AttributeValue Seqs(IReadOnlyList<long> seqs) => seqs.Count == 0 ? Nothing : new() { L = [.. seqs.Select(s => N(s))] };

    public static AttributeValue True => new() { BOOL = true };

    public static AttributeValue S(string? text) => text is null ? Nothing : new() { S = text };

    public static AttributeValue N(long? number) => number is { } n ? new() { N = n.ToString(CultureInfo.InvariantCulture) } : Nothing;

    public static AttributeValue N(DateTimeOffset at) => N(at.ToUnixTimeMilliseconds());

    public static long ReadN(AttributeValue value) => long.Parse(value.N, CultureInfo.InvariantCulture);

    public static DateTimeOffset ReadTime(AttributeValue value) => DateTimeOffset.FromUnixTimeMilliseconds(ReadN(value));

    /// <summary>One for all: <see cref="Without"/> takes it out before anybody sees it.</summary>
    public static AttributeValue Nothing { get; } = new() { NULL = true };

    /// <summary>The item less what is <see cref="Nothing"/>.</summary>
    public static Item Without(Item item)
    {
        foreach (var (name, value) in item)
            if (value.NULL is true) item.Remove(name);
        return item;
    }
}
