using System.Reflection;
using System.Text.Json;
using EventChat.Contracts;
using EventChat.EventLog;
using EventChat.UnitTests.Contracts;

namespace EventChat.UnitTests.EventLog.Keys;

public class PersonalTextsTests
{
    private static readonly UserId Ann = new("ann"), Sender = new("ben");

    public static TheoryData<ChatEvent> Events => [.. EventSnapshots.Stored.Select(row => (ChatEvent)row[3])];

    [Theory]
    [MemberData(nameof(Events))]
    public void What_is_parted_and_put_together_again_is_the_same(ChatEvent body)
    {
        if (PersonalTexts.Of(body, Sender) is not { } personal) return;
        var again = PersonalTexts.With(EventTypes.Deserialize(EventTypes.NameOf(body).Name, 1, EventTypes.Serialize(personal.Bare)), personal.Text);
        Assert.Equal(EventTypes.Serialize(body), EventTypes.Serialize(again));
        Assert.False(again.Erased);
    }

    /// <summary>Members of events that people fill with words of their own, or by which somebody is called or reached.</summary>
    private static readonly string[] PersonalMembers = ["text", "note", "name", "signInName", "pushTarget", "webhookUrl"];

    [Theory]
    [MemberData(nameof(Events))]
    public void Nothing_personal_is_left_in_what_is_stored_for_everybody(ChatEvent body)
    {
        if (body is ChatEvent.MessageModerated { Text: not null } moderated) body = moderated with { Author = Ann };
        var bare = PersonalTexts.Of(body, Sender)?.Bare ?? body;
        using var json = JsonDocument.Parse(EventTypes.Serialize(bare));
        Assert.DoesNotContain(Words(json.RootElement), member => PersonalMembers.Contains(member.Name) && member.Text.Length > 0);
        Assert.Equal(PersonalTexts.Of(body, Sender) is not null, PersonalTexts.Of(body, Sender) is { } p && PersonalTexts.Without(p.Bare).Erased);
    }

    /// <summary>A member that is new to an event is personal, or somebody has said here that it is not.</summary>
    [Fact]
    public void Every_text_of_every_event_is_known_to_be_personal_or_not()
    {
        string[] common = ["Title", "Language", "Sentiment", "TimeZone", "QuietFrom", "QuietTo", "DigestAt", "Reason"];
        var texts = EventTypes.All.SelectMany(e => e.Clr.GetProperties(BindingFlags.Public | BindingFlags.Instance)).Where(p => p.PropertyType == typeof(string)).Select(p => p.Name)
            .Concat(typeof(NotificationPreferences).GetProperties().Where(p => p.PropertyType == typeof(string)).Select(p => p.Name)).Distinct();
        Assert.DoesNotContain(texts, name => !common.Contains(name) && !PersonalMembers.Contains(JsonNamingPolicy.CamelCase.ConvertName(name)));
    }

    [Fact]
    public void A_text_is_its_authors_whoever_appends_it()
    {
        var shown = new ChatEvent.MessageModerated(7, 7, Verdict.Approved, VerdictSource.Rules, Shown: false, Text: "held") { Author = Ann };
        Assert.Equal((Ann, "held"), (PersonalTexts.Of(shown, UserId.System)!.Value.Owner, PersonalTexts.Of(shown, UserId.System)!.Value.Text));
        Assert.Equal(Ann, PersonalTexts.Of(new ChatEvent.MemberAdded(Ann, "Ann", MemberRole.Member), Sender)!.Value.Owner);
        Assert.Equal(Sender, PersonalTexts.Of(new ChatEvent.MessageSent("x"), Sender)!.Value.Owner);
    }

    [Fact]
    public void Who_is_forgotten_is_a_deleted_user()
    {
        Assert.Equal("Deleted user", Assert.IsType<ChatEvent.MemberAdded>(PersonalTexts.Without(new ChatEvent.MemberAdded(Ann, "", MemberRole.Owner))).Name);
        Assert.Equal(("", "Deleted user"), PersonalTexts.Without(new ChatEvent.UserRegistered("", "")) is ChatEvent.UserRegistered u ? (u.SignInName, u.Name) : default);
    }

    private static IEnumerable<(string Name, string Text)> Words(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(m => m.Value.ValueKind is JsonValueKind.String ? [(m.Name, m.Value.GetString()!)] : Words(m.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Words),
        _ => [],
    };
}
