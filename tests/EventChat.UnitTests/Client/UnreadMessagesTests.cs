using EventChat.Client;
using EventChat.Contracts;

namespace EventChat.UnitTests.Client;

public class UnreadMessagesTests
{
    private readonly ScriptedLog _log = new("room-0001", "ann", "ben");
    private readonly UnreadMessages _unread = new(new UserId("ann"), readSeq: 0);

    private void Say(string sender, ChatEvent body) => _unread.Apply(TimelineEvent.Of(_log.Id, _log.Append(sender, body)));

    private InboxEntry Entry(long readSeq, int unread, int mentions = 0, bool orMore = false) =>
        new(_log.HeadAsOf(_log.Head), MemberRole.Member, readSeq, unread, orMore, mentions);

    [Fact]
    public void What_others_say_is_unread_unless_it_waits_is_removed_or_deleted()
    {
        Say("ben", new ChatEvent.MessageSent("@ann", Mentions: [new("ann")]));
        Say("ann", new ChatEvent.MessageSent("mine"));
        Say("ben", new ChatEvent.MessageSent("waits", Mentions: [new("ann")], Held: true));
        Say("ben", new ChatEvent.MessageSent("rude"));
        Assert.Equal((2, 1), (_unread.Count, _unread.Mentions));
        Say("system", new ChatEvent.MessageModerated(6, 6, Verdict.Approved, VerdictSource.Rules, false, Text: "waits"));
        Assert.Equal((3, 2), (_unread.Count, _unread.Mentions));
        Say("system", new ChatEvent.MessageModerated(7, 7, Verdict.Removed, VerdictSource.Rules, true, ReasonClass.Insult));
        Say("ben", new ChatEvent.MessageDeleted(4));
        Assert.Equal((1, 1), (_unread.Count, _unread.Mentions));
        _unread.Read(_log.Head);
        Assert.Equal((0, 0), (_unread.Count, _unread.Mentions));
    }

    [Fact]
    public void The_services_count_takes_the_place_of_what_it_covers()
    {
        Say("ben", new ChatEvent.MessageSent("one"));
        var entry = Entry(readSeq: 0, unread: 100, mentions: 3, orMore: true);
        Say("ben", new ChatEvent.MessageSent("two"));
        _unread.Take(entry);
        Assert.Equal((101, 3, true), (_unread.Count, _unread.Mentions, _unread.OrMore));
    }

    [Fact]
    public void What_was_read_here_stays_read_although_the_service_does_not_know_yet()
    {
        Say("ben", new ChatEvent.MessageSent("one"));
        _unread.Read(_log.Head);
        _unread.Take(Entry(readSeq: 2, unread: 1));
        Assert.Equal(0, _unread.Count);
        _unread.Take(Entry(readSeq: _log.Head, unread: 0));
        Say("ben", new ChatEvent.MessageSent("two"));
        Assert.Equal(1, _unread.Count);
    }

    [Fact]
    public void What_was_read_elsewhere_is_read()
    {
        _unread.Take(Entry(readSeq: 2, unread: 5));
        Say("ben", new ChatEvent.MessageSent("one"));
        _unread.Take(Entry(readSeq: _log.Head, unread: 0));
        Assert.Equal(0, _unread.Count);
    }
}
