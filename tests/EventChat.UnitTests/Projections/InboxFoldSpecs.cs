using EventChat.Contracts;
using EventChat.Projections;

namespace EventChat.UnitTests.Projections;

public class InboxFoldSpecs
{
    private static readonly UserId Ann = new("ann"), Ben = new("ben"), Cem = new("cem");
    private static readonly ConversationId Room = Histories.Room;

    private static readonly ChatEvent[] Begin =
    [
        new ChatEvent.ConversationCreated(ConversationKind.Group, "Room"), new ChatEvent.MemberAdded(Ann, "Ann", MemberRole.Owner),
        new ChatEvent.MemberAdded(Ben, "Ben", MemberRole.Member),
    ];

    private static async Task<ViewsBed> ProjectAsync(params ChatEvent[] events)
    {
        var bed = new ViewsBed();
        var projector = bed.Projector;
        foreach (var e in await bed.AppendAsync(Room.Log, [.. Begin, .. events])) await projector.ProjectAsync(ViewsBed.Live(InboxLogFold.Projection), Room.Log, [e], default);
        return bed;
    }

    private static string Text(ViewsBed bed, UserId user) => bed.Row(InboxLogFold.Projection, new(user.Log.Value, Room.Log.Value)) is { } row ? ItemText.Of(row) : "none";

    [Fact]
    public async Task A_membership_says_since_when_and_as_what()
    {
        var bed = await ProjectAsync();
        Assert.Contains("\"since\":2", Text(bed, Ann), StringComparison.Ordinal);
        Assert.Contains("\"role\":\"Owner\"", Text(bed, Ann), StringComparison.Ordinal);
        Assert.Contains("\"since\":3", Text(bed, Ben), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_mentions_nobody_writes_nothing()
    {
        var bed = await ProjectAsync([.. Enumerable.Range(0, 50).Select(i => new ChatEvent.MessageSent($"{i}"))]);
        Assert.Equal(2, bed.Rows().Count);
        // Two rows and a checkpoint with each.
        Assert.Equal(4, bed.Meter.Snapshot().Where(c => c.Key.StartsWith("view-", StringComparison.Ordinal)).Sum(c => c.Value.Wru));
    }

    [Fact]
    public async Task A_member_is_told_of_mentions_but_nobody_else_and_nobody_of_their_own()
    {
        // Histories has them sent in turn: the fourth event is ben's.
        var bed = await ProjectAsync(new ChatEvent.MessageSent("@ann @ben @cem", Mentions: [Ann, Ben, Cem, Ann]));
        Assert.Contains("\"mentions\":[4]", Text(bed, Ann), StringComparison.Ordinal);
        Assert.DoesNotContain("mentions", Text(bed, Ben), StringComparison.Ordinal);
        Assert.Equal("none", Text(bed, Cem));
    }

    [Fact]
    public async Task The_newest_mentions_are_known_however_many_there_were()
    {
        var bed = await ProjectAsync([.. Enumerable.Range(0, 140).Select(_ => new ChatEvent.MessageSent("@all", Mentions: [Ann, Ben, Cem]))]);
        var row = bed.Row(InboxLogFold.Projection, new(Ann.Log.Value, Room.Log.Value))!;
        var known = row[RowItems.OlderMentions].L.Concat(row[RowItems.Mentions].L).Select(RowItems.ReadN).ToArray();
        var ofOthers = Enumerable.Range(4, 140).Select(s => (long)s).Where(s => Histories.Event(Room.Log, s, Begin[0]).Sender != Ann).ToArray();
        Assert.InRange(known.Length, Row.Membership.NewestMentions + 1, 2 * Row.Membership.NewestMentions);
        Assert.Equal(ofOthers.TakeLast(known.Length), known);
        Assert.True((await bed.Check.CheckAsync(InboxLogFold.Projection, ViewsBed.View(InboxLogFold.Projection), Room.Log, CheckMode.Verify, default)).IsSound);
    }

    [Fact]
    public async Task A_membership_that_was_lost_or_forged_in_its_users_partition_is_found_and_mended()
    {
        var bed = await ProjectAsync(new ChatEvent.MessageSent("@ann", Mentions: [Ann]));
        var (right, inbox) = (bed.Rows(), InboxLogFold.Projection);
        await bed.DeleteAsync(inbox, new(Ben.Log.Value, Room.Log.Value));
        await bed.TamperAsync(inbox, new(Ann.Log.Value, Room.Log.Value), row => row[RowItems.Mentions] = new() { L = [RowItems.N(3)] });
        Assert.Equal(2, (await bed.Check.CheckAsync(inbox, ViewsBed.View(inbox), Room.Log, CheckMode.Verify, default)).Diverged);
        Assert.Equal(2, (await bed.Check.CheckAsync(inbox, ViewsBed.View(inbox), Room.Log, CheckMode.Repair, default)).Repaired);
        Assert.Equal(right, bed.Rows());
    }

    [Fact]
    public async Task Who_comes_back_begins_anew()
    {
        var bed = await ProjectAsync(new ChatEvent.MessageSent("@ann", Mentions: [Ann]), new ChatEvent.MemberRemoved(Ann), new ChatEvent.MemberAdded(Ann, "Ann", MemberRole.Member));
        Assert.Contains("\"since\":6", Text(bed, Ann), StringComparison.Ordinal);
        Assert.DoesNotContain("mentions", Text(bed, Ann), StringComparison.Ordinal);
    }
}
