using System.Globalization;
using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>
/// What the newest events of a conversation were, so that whoever has read up to a seq is told how many messages of others came after it. It tells apart what was
/// never a message, what members are shown and what they are not, and in a conversation of at most <see cref="Limits.AudienceMembers"/> members whose it is.
/// </summary>
/// <param name="Marks">
/// A character for each of the newest <see cref="Limits.RecentEvents"/> events, the last one of the head's seq: <c>.</c> no message · <c>a</c> to <c>t</c> a message
/// that members are shown, of the first to the twentieth of the head's names · <c>A</c> to <c>T</c> one of theirs that is held or removed · <c>*</c> and <c>+</c>
/// the same of anybody else · <c>-</c> deleted.
/// </param>
/// <param name="Versions">Of messages among them that were edited, the version that is or was shown: <c>5:7 9:12</c>, the one edited last at the end.</param>
public readonly record struct RecentEvents(string Marks, string Versions)
{
    public const char NoMessage = '.';

    /// <summary>Edited messages whose version is remembered, some 8 bytes each. Of one beyond, a verdict on a version before its last edit passes for one on the last.</summary>
    private const int EditedMessages = 20;

    private const char Shown = '*', Hidden = '+', Deleted = '-';

    public static readonly RecentEvents None = new("", "");

    public static char MarkOf(IReadOnlyList<MemberName>? names, UserId sender, bool shown)
    {
        var place = names is null ? -1 : names.Select(n => n.User).TakeWhile(u => u != sender).Count();
        return place < 0 || place >= names!.Count ? (shown ? Shown : Hidden) : (char)((shown ? 'a' : 'A') + place);
    }

    /// <param name="mark">Of the next event.</param>
    public RecentEvents Then(char mark) =>
        this with { Marks = Marks.Length < Limits.RecentEvents ? Marks + mark : string.Concat(Marks.AsSpan(1), [mark]) };

    /// <summary>What the event does to the messages before it.</summary>
    /// <param name="seq">Of the event, the one after the last mark's.</param>
    public RecentEvents After(ChatEvent body, long seq) => body switch
    {
        ChatEvent.MessageEdited { Held: not true } e => Show(e.MessageSeq, seq, seq),
        ChatEvent.MessageModerated { Verdict: Verdict.Approved, Shown: false, Text: not null } e => Show(e.MessageSeq, e.VersionSeq, seq),
        ChatEvent.MessageModerated { Verdict: Verdict.Removed, Shown: true } e => Remove(e.MessageSeq, e.VersionSeq, seq),
        ChatEvent.MessageDeleted e => Mark(e.MessageSeq, seq, _ => Deleted),
        _ => this,
    };

    /// <summary>The same events, where the names that letters go by have changed.</summary>
    public RecentEvents Named(IReadOnlyList<MemberName>? before, IReadOnlyList<MemberName>? now)
    {
        if (ReferenceEquals(before, now)) return this;
        return this with { Marks = string.Concat(Marks.Select(m => char.IsAsciiLetter(m) ? MarkOf(now, before![(m | 0x20) - 'a'].User, char.IsAsciiLetterLower(m)) : m)) };
    }

    private RecentEvents Show(long message, long version, long seq)
    {
        if (Find(message, seq) is not { } mark || mark is NoMessage or Deleted || VersionOf(message, seq) > version) return this;
        var shown = Mark(message, seq, m => m is Hidden ? Shown : char.ToLowerInvariant(m));
        return version == message ? shown : shown with { Versions = Remember(message, version, seq) };
    }

    private RecentEvents Remove(long message, long version, long seq) =>
        VersionOf(message, seq) == version ? Mark(message, seq, m => m is Shown ? Hidden : char.ToUpperInvariant(m)) : this;

    private RecentEvents Mark(long message, long seq, Func<char, char> change)
    {
        if (Find(message, seq) is not { } mark || mark is NoMessage or Deleted) return this;
        var marks = Marks.ToCharArray();
        marks[Place(message, seq)] = change(mark);
        return this with { Marks = new(marks) };
    }

    private int Place(long message, long seq) => (int)(message - (seq - Marks.Length));

    /// <returns>Null if the message is older than the marks.</returns>
    private char? Find(long message, long seq) => message >= seq - Marks.Length && message < seq ? Marks[Place(message, seq)] : null;

    private IEnumerable<(long Message, long Version)> Known(long first) =>
        Versions.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => v.Split(':'))
            .Select(v => (long.Parse(v[0], CultureInfo.InvariantCulture), long.Parse(v[1], CultureInfo.InvariantCulture))).Where(v => v.Item1 >= first);

    private long VersionOf(long message, long seq) => Known(seq - Marks.Length).Where(v => v.Message == message).Select(v => v.Version).FirstOrDefault(message);

    private string Remember(long message, long version, long seq) => string.Join(
        ' ', Known(seq - Marks.Length).Where(v => v.Message != message).TakeLast(EditedMessages - 1).Append((message, version))
            .Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Item1}:{v.Item2}")));
}
