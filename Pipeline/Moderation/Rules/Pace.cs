using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>Whether an author writes too much, or the same again and again, by what the log says: the same on every replay.</summary>
internal static class Pace
{
    /// <summary>Messages among which equal ones are counted.</summary>
    private const int RecentMessages = 20;

    /// <param name="recent">Versions of the log around the message, in order.</param>
    public static bool IsFlood(MessageVersion message, ModerationPolicy policy, IReadOnlyList<MessageVersion> recent) =>
        policy.FloodMessages > 0
        && 1 + recent.Count(r => r.Seq < message.Seq && r.Author == message.Author && message.At - r.At <= TimeSpan.FromSeconds(ModerationPolicy.FloodSeconds)) >= policy.FloodMessages;

    public static bool IsRepeat(MessageVersion message, FoldedText folded, ModerationPolicy policy, IReadOnlyList<MessageVersion> recent)
    {
        if (policy.Repeats == 0) return false;
        var own = recent.Where(r => r.Seq < message.Seq).TakeLast(RecentMessages - 1)
            .Where(r => r.Author == message.Author && r.MessageSeq != message.MessageSeq).ToList();
        if (own.Count + 1 < policy.Repeats) return false;
        var same = Same(message.Text, folded);
        return 1 + own.Where(r => Same(r.Text, FoldedText.Of(r.Text)) == same).Select(r => r.MessageSeq).Distinct().Count() >= policy.Repeats;
    }

    /// <summary>A text without a word, say of emoji, is compared as it is.</summary>
    private static string Same(string text, FoldedText folded) => folded.Words.Count > 0 ? folded.Same : FoldedText.Compact(text);
}
