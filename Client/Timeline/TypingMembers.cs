using EventChat.Contracts;

namespace EventChat.Client;

/// <summary>Who types in a conversation just now. A signal may be lost, so each one counts for a few seconds only.</summary>
internal sealed class TypingMembers(UserId me)
{
    /// <summary>For so long a signal counts. Whoever types says so every <see cref="Every"/>: one lost signal is not seen.</summary>
    public static readonly TimeSpan Counts = TimeSpan.FromSeconds(6);

    public static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    private readonly Dictionary<UserId, DateTimeOffset> _until = [];

    public IReadOnlyList<UserId> At(DateTimeOffset now) => [.. _until.Where(u => u.Value > now).Select(u => u.Key).OrderBy(u => u.Value, StringComparer.Ordinal)];

    public void Hear(Signal signal, DateTimeOffset now)
    {
        if (!UserId.TryParse(signal.UserId, out var user) || user == me) return;
        if (signal.Kind is SignalKind.Typing) _until[user] = now + Counts;
        else if (signal.Kind is SignalKind.StoppedTyping or SignalKind.Away) _until.Remove(user);
    }

    /// <summary>A message that has come is typed no more.</summary>
    public void Apply(TimelineEvent e)
    {
        if (e.Body is ChatEvent.MessageSent) _until.Remove(e.SenderId);
    }
}
