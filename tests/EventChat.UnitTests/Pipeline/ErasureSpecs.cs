using System.Text.Json;
using EventChat.Contracts;
using EventChat.Pipeline;
using static EventChat.UnitTests.Pipeline.Given;

namespace EventChat.UnitTests.Pipeline;

/// <summary>Who is forgotten, when, and who must not be.</summary>
public class ErasureSpecs
{
    private static readonly Caller Own = new(Ben, []), Operator = new(Ann, [GroupNames.Operators]), Stranger = new(Ann, [GroupNames.Moderators]);
    private static readonly ErasureFacts Known = new(IsKnown: true), Taken = Known with { ExportedAt = Noon.AddDays(-29) };
    private static readonly LegalHold Hold = new(Ben, "case 7", Ann, Noon);

    private static Decision Forget(Caller caller, ErasureFacts facts, bool waive = false) => new ForgetUser(Command, caller == Own ? null : Ben, waive).Decide(caller, facts, Noon);

    private static ErasureDocument Document(Decision decision) =>
        JsonSerializer.Deserialize(decision.State().OfType<StateWrite.PutDocument>().Single().Json, StateJson.Default.ErasureDocument)!;

    [Fact]
    public void A_user_who_has_taken_the_data_is_forgotten_and_an_operator_may_ask_for_it()
    {
        foreach (var caller in new[] { Own, Operator })
        {
            var decision = Forget(caller, Taken);
            Assert.Equal([new ChatEvent.ErasureRequested()], decision.Events());
            Assert.Contains(new StateWrite.NoHold(Ben), decision.State());
            Assert.Equal(new ErasureDocument(ErasureStatus.Requested, caller.User, Noon), Document(decision));
        }
        Assert.Equal(RefusalType.NotAllowed, Forget(Stranger, Taken).Refused().Type);
        Assert.Equal(RefusalType.NotFound, Forget(Operator, new(IsKnown: false)).Refused().Type);
    }

    [Fact]
    public void The_data_is_taken_first_or_that_is_waived()
    {
        Assert.Equal(RefusalType.ExportFirst, Forget(Own, Known).Refused().Type);
        Assert.Equal(RefusalType.ExportFirst, Forget(Own, Known with { ExportedAt = Noon.AddDays(-31) }).Refused().Type);
        Assert.Equal([new ChatEvent.ErasureRequested(true)], Forget(Own, Known, waive: true).Events());
    }

    [Fact]
    public void A_hold_stands_above_everything()
    {
        Assert.Equal(RefusalType.LegalHold, Forget(Own, Taken with { Hold = Hold }).Refused().Type);
        Assert.Equal(RefusalType.LegalHold, Forget(Operator, Known with { Hold = Hold }, waive: true).Refused().Type);
    }

    [Fact]
    public void What_was_asked_for_is_not_asked_for_again_unless_a_hold_came_in_between()
    {
        foreach (var status in new[] { ErasureStatus.Requested, ErasureStatus.KeyDestroyed, ErasureStatus.Done })
            Assert.IsType<Decision.Nothing>(Forget(Own, Taken with { Erasure = new(status, Ben, Noon), ErasureVersion = 1 }));
        var again = Forget(Own, Taken with { Erasure = new(ErasureStatus.Held, Ben, Noon), ErasureVersion = 2 });
        Assert.Equal(2, again.State().OfType<StateWrite.PutDocument>().Single().Seen);
    }

    [Fact]
    public void Operators_alone_place_and_release_holds()
    {
        var place = new PlaceLegalHold(Command, Ben, "case 7");
        Assert.Equal([new ChatEvent.LegalHoldPlaced("case 7")], place.Decide(Operator, Known, Noon).Events());
        Assert.Equal(RefusalType.NotAllowed, place.Decide(Stranger, Known, Noon).Refused().Type);
        Assert.Equal(RefusalType.NotFound, place.Decide(Operator, Known with { Erasure = new(ErasureStatus.KeyDestroyed, Ben, Noon) }, Noon).Refused().Type);
        Assert.IsType<Decision.Nothing>(place.Decide(Operator, Known with { Hold = Hold }, Noon));

        var release = new ReleaseLegalHold(Command, Ben);
        Assert.Equal([new StateWrite.RemoveHold(Ben)], release.Decide(Operator, Known with { Hold = Hold }).State());
        Assert.Equal(RefusalType.NotAllowed, release.Decide(Own, Known with { Hold = Hold }).Refused().Type);
        Assert.IsType<Decision.Nothing>(release.Decide(Operator, Known));
    }

    [Fact]
    public void A_hold_needs_a_reason()
    {
        var input = Input($$"""{"commandId":"{{Command}}","userId":"ben","reason":"  "}""");
        PlaceLegalHold.Parse(input);
        Assert.Equal("reason", input.Refusal?.Info?.Field);
    }

    [Fact]
    public void The_key_goes_with_the_name_the_address_and_the_preferences_and_only_while_no_hold_stands()
    {
        var decision = DestroyKey.Decide(Ben, new(ErasureStatus.Requested, Ben, Noon), 1, "Ben", "2026-03-02T08:00:00Z", Noon);
        Assert.Equal([new ChatEvent.UserForgotten()], decision.Events);
        StateWrite[] gone =
        [
            new StateWrite.NoHold(Ben), new StateWrite.DestroyKey(Ben, Noon), new StateWrite.ForgetUser(Ben), new StateWrite.RemoveDocument(Ben.Log.Value, StateKeys.Preferences),
            new StateWrite.RemoveDocument("name#ben", StateKeys.Self), new StateWrite.RemoveDue(Ben, "2026-03-02T08:00:00Z"),
        ];
        Assert.Empty(gone.Except(decision.State));
        Assert.Equal(ErasureStatus.KeyDestroyed, Document(decision).Status);
    }

    [Fact]
    public void Who_is_forgotten_leaves_even_a_talk_of_two_and_as_the_last_owner()
    {
        foreach (var kind in new[] { ConversationKind.Direct, ConversationKind.Group })
        {
            var decision = LeaveConversations.Decide(Room, Ben, new(kind, "Room", 4, Owners: 1, Members: 2), MemberRole.Owner);
            Assert.Equal([new ChatEvent.MemberRemoved(Ben)], decision.Events());
            Assert.Contains(new StateWrite.ChangeConversation(Room, 4, new(kind, "Room", 5, Owners: 0, Members: 1)), decision.State());
        }
        Assert.IsType<Decision.Nothing>(LeaveConversations.Decide(Room, Ben, new(ConversationKind.Group, "Room", 4, 1, 2), current: null));
    }
}
