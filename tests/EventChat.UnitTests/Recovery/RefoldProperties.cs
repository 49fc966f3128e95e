using CsCheck;
using EventChat.Contracts;
using EventChat.Pipeline;
using EventChat.UnitTests.Contracts;
using static EventChat.UnitTests.Pipeline.Given;
using static EventChat.UnitTests.Recovery.RefoldBed;

namespace EventChat.UnitTests.Recovery;

/// <summary>The state that transactions wrote beside the events is the state that the events say.</summary>
public class RefoldProperties
{
    private static readonly Gen<(int What, int Who, int Which, bool Yes)[]> Dice = Gen.Select(Gen.Int[0, 99], Gen.Int[0, 3], Gen.Int[0, 99], Gen.Bool).Array[1, 60];

    [Fact]
    public void Whatever_is_commanded_the_state_is_the_refold_of_the_log() => Dice.Sample(
        dice =>
        {
            using var bed = WithRoomAsync().GetAwaiter().GetResult();
            foreach (var die in dice) StepAsync(bed, die).GetAwaiter().GetResult();
            Assert.Empty(bed.DifferencesAsync().GetAwaiter().GetResult());
        },
        iter: 400);

    private static async Task StepAsync(RefoldBed bed, (int What, int Who, int Which, bool Yes) die)
    {
        var (what, by, yes) = (die.What, Users[die.Who], die.Yes);
        var other = Users[die.Which % Users.Length].Value;
        var versions = await bed.VersionsAsync();
        if (versions.Count == 0 || what < 18)
        {
            await bed.DoAsync(by, "sendMessage", new { text = $"text {die.Which}" });
            return;
        }
        var v = versions[die.Which % versions.Count];
        object version = new { messageSeq = v.MessageSeq, versionSeq = v.Seq };
        await (what switch
        {
            < 24 => bed.DoAsync(v.Author, "editMessage", new { messageSeq = v.MessageSeq, text = $"edit {die.Which}" }),
            < 28 => bed.DoAsync(v.Author, "deleteMessage", new { messageSeq = v.MessageSeq }),
            < 34 => bed.DoAsync(yes ? Ann : by, "addMember", new { userId = other, role = die.Which % 3 == 0 ? "Owner" : "Member" }),
            < 39 => bed.DoAsync(yes ? Ann : by, "removeMember", new { userId = other }),
            < 41 => bed.DoAsync(yes ? Dana : Ann, "banMember", new { userId = other }),
            < 43 => bed.DoAsync(yes ? Dana : Ann, "unbanMember", new { userId = other }),
            < 46 => bed.DoAsync(Dana, "muteMember", new { userId = other, until = yes ? WireTime.Format(Noon.AddDays(1 + die.Which)) : null }),
            < 54 => bed.DoAsync(by, "markRead", new { seq = 1 + die.Which % 40 }),
            < 58 => bed.DoAsync(Dana, "setModerationPolicy", new { mode = yes ? "Hold" : "Post", reviewers = 1 + die.Which % 2 }),
            < 59 => bed.DoAsync(Dana, yes ? "placeLegalHold" : "releaseLegalHold", new { userId = other, reason = $"case {die.Which}" }),
            < 60 => bed.DoAsync(Dana, "setBlocklist", new { conversationId = yes ? null : Room.Value, terms = new[] { $"bad {die.Which % 3}" } }),
            < 63 => bed.DoAsync(by, "setNotificationPreferences", new { email = yes, digestAt = yes ? "08:00" : null, webhookUrl = die.Which % 2 == 0 ? "https://example.com/hook" : null }),
            < 72 => bed.ScreenAsync(v, yes ? Finding.Clear : new((Verdict)(die.Which % 3), VerdictSource.Comprehend, ReasonClass.Insult, Units: 3)),
            < 77 => bed.DoAsync(by, "flagMessage", new { messageSeq = v.MessageSeq, versionSeq = v.Seq, reason = "Hate" }),
            < 84 => bed.OpenReviewAsync(v, (ReviewCause)(die.Which % 4)),
            < 91 => bed.DoAsync(yes ? Dana : Ann, "reviewMessage", new { messageSeq = v.MessageSeq, versionSeq = v.Seq, outcome = die.Which % 2 == 0 ? "Approved" : "Removed" }),
            < 95 => bed.CloseReviewAsync(v, yes),
            < 97 => bed.DoAsync(v.Author, "appealVerdict", version),
            < 98 => bed.DoAsync(Dana, "viewOriginal", version),
            _ => bed.AnalyzeAsync(v.MessageSeq),
        });
    }

    [Fact]
    public async Task A_membership_that_begins_anew_has_read_nothing()
    {
        using var bed = await WithRoomAsync();
        for (var i = 0; i < 5; i++) await bed.DoAsync(Ann, "sendMessage", new { text = $"{i}" });
        Assert.True(await bed.DoAsync(Ben, "markRead", new { seq = 8 }));
        Assert.True(await bed.DoAsync(Ann, "removeMember", new { userId = "ben" }));
        Assert.True(await bed.DoAsync(Ann, "addMember", new { userId = "ben" }));
        Assert.Empty(await bed.DifferencesAsync());
        Assert.True(await bed.DoAsync(Ben, "markRead", new { seq = 3 }));
        Assert.Empty(await bed.DifferencesAsync());
        Assert.Equal(3, (await bed.State.MemberAsync(Room, Ben, default))!.ReadSeq);
    }

    [Fact]
    public async Task A_hold_and_a_forgotten_user_are_state_that_the_log_says()
    {
        using var bed = await WithRoomAsync();
        Assert.True(await bed.DoAsync(Dana, "placeLegalHold", new { userId = "ben", reason = "case 7" }));
        Assert.False(await bed.DoAsync(Dana, "forgetUser", new { userId = "ben", waiveExport = true }));
        Assert.Empty(await bed.DifferencesAsync());
        Assert.True(await bed.DoAsync(Dana, "releaseLegalHold", new { userId = "ben" }));
        Assert.True(await bed.DoAsync(Ben, "setNotificationPreferences", new { email = true, digestAt = "08:00" }));
        Assert.True(await bed.DoAsync(Dana, "forgetUser", new { userId = "ben", waiveExport = true }));
        Assert.Empty(await bed.DifferencesAsync());
        var refold = new UserRefold(Ben);
        await foreach (var e in bed.Log.ReadAsync(Ben.Log, 1, default)) refold.Apply(e);
        refold.Apply(new(Ben.Log, 9, UserId.System, Noon, Command, 0, new ChatEvent.UserForgotten()));
        var items = refold.Items(Noon, "secret").ToList();
        Assert.True(items[0][StateKeys.Forgotten].BOOL);
        Assert.Equal([(Ben.Log.Value, StateKeys.Self), (Ben.Log.Value, StateKeys.Erasure)], items.Select(i => (i[StateKeys.Pk].S, i[StateKeys.Sk].S)));
        Assert.DoesNotContain(items.SelectMany(i => i.Values), v => v.S is { } s && s.Contains("BEN", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_changed_missing_or_invented_item_is_told()
    {
        using var bed = await WithRoomAsync();
        await bed.DoAsync(Ann, "sendMessage", new { text = "one" });
        await bed.DoAsync(Ann, "deleteMessage", new { messageSeq = 5 });
        foreach (var item in bed.Dynamo.Items("state").Where(i => i[StateKeys.Pk].S == Room.Log.Value))
        {
            switch (item[StateKeys.Sk].S)
            {
                case StateKeys.Self:
                    item[StateItems.Owners] = new() { N = "2" };
                    await bed.Dynamo.PutItemAsync(new() { TableName = "state", Item = item });
                    break;
                case "m#ben":
                    await bed.Dynamo.DeleteItemAsync(new() { TableName = "state", Key = StateItems.MemberKey(Room, Ben) });
                    item[StateKeys.Sk] = new() { S = "m#eve" };
                    await bed.Dynamo.PutItemAsync(new() { TableName = "state", Item = item });
                    break;
            }
        }
        Assert.Equal(
            [
                new("c#room-0001", "#", "g=1 kind=Group members=3 owners=1 title=Room", "g=1 kind=Group members=3 owners=2 title=Room"),
                new("c#room-0001", "m#ben", "name=ben role=Member", null), new("c#room-0001", "m#eve", null, "name=ben role=Member"),
            ],
            await bed.DifferencesAsync());
    }

    public static TheoryData<string> Names => [.. EventTypes.All.Select(e => e.Name)];

    /// <summary>A new event fails here until somebody says what it means for the state, even if that is nothing.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void What_every_event_means_for_the_state_is_decided(string name)
    {
        var body = EventSnapshots.Stored.Select(row => (ChatEvent)row[3]).First(b => EventTypes.NameOf(b).Name == name);
        Assert.Contains(
            [Room.Log, Room.ModerationLog, Room.AnalyticsLog, Ann.Log, LogId.GlobalModeration],
            log => IsDecided(new(log, 1, Ann, Noon, Command, 1, body)));
    }

    [Fact]
    public void An_event_in_a_log_where_it_does_not_belong_is_not_taken_for_nothing()
    {
        Assert.False(IsDecided(new(Room.Log, 1, Ann, Noon, Command, 1, new ChatEvent.UserRegistered("ann", "Ann"))));
        Assert.False(IsDecided(new(Ann.Log, 1, Ann, Noon, Command, 1, new ChatEvent.MessageSent("x"))));
        Assert.False(IsDecided(new(Room.AnalyticsLog, 1, Ann, Noon, Command, 1, new ChatEvent.MessageSent("x"))));
    }

    private static bool IsDecided(RecordedEvent e)
    {
        try
        {
            if (e.Log.User is { } user) new UserRefold(user).Apply(e);
            else if (e.Log == LogId.GlobalModeration) new GlobalRefold().Apply(e);
            else new ConversationRefold(Room).Apply(e);
            return true;
        }
        catch (RefoldUndecidedException)
        {
            return false;
        }
        catch (RefoldException)
        {
            // Decided, and not possible as the first event of a log.
            return true;
        }
    }
}
