using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>What a user was last told of a conversation. Written in one transaction with the <c>notification.requested</c> that says so.</summary>
/// <param name="Seq">Of the newest message told of.</param>
/// <param name="Named">Seqs of the newest mentions and replies told of, ascending: they are told one by one, in whatever order they come.</param>
public sealed record Told(long Seq, DateTimeOffset At, int Count, IReadOnlyList<long>? Named = null)
{
    /// <summary>Mentions and replies that are remembered. An older one that comes again counts as told.</summary>
    public const int NamedKept = 50;

    public bool Knows(long seq, bool named)
    {
        if (!named) return seq <= Seq;
        var known = Named ?? [];
        return known.Contains(seq) || (known.Count == NamedKept && seq < known[0]);
    }
}

/// <summary>A notification that is not on all its channels yet; gone when it is.</summary>
/// <param name="Open">Channels that nobody has delivered to.</param>
/// <param name="Parked">Channels that failed: each has a message of its own in the retry queue, which alone delivers it.</param>
/// <param name="Run">The execution that delivers what is open.</param>
/// <param name="Until">After which that execution can not be alive any more, and another may deliver.</param>
public sealed record Undelivered(
    ChatEvent.NotificationRequested Notification, IReadOnlyList<string> Open, IReadOnlyList<string> Parked, string Run, DateTimeOffset Until)
{
    /// <summary>Of a notification in a conversation; one of a digest has its due time instead.</summary>
    public static string Key(ConversationId conversation, long seq) => $"{conversation.Value}#{seq:D10}";

    public static string DigestKey(string due) => $"digest#{due}";

    public Undelivered Without(string channel) =>
        this with { Open = [.. Open.Where(c => c != channel)], Parked = [.. Parked.Where(c => c != channel)] };

    public Undelivered Park(string channel) => Open.Contains(channel)
        ? this with { Open = [.. Open.Where(c => c != channel)], Parked = [.. Parked, channel] }
        : this;

    public bool IsDone => Open.Count == 0 && Parked.Count == 0;
}

/// <summary>Where a notification goes besides the feed.</summary>
public static class Channels
{
    public const string Email = "email";
    public const string Push = "push";
    public const string Webhook = "webhook";
}
