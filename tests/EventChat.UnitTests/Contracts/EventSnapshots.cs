using EventChat.Contracts;

namespace EventChat.UnitTests.Contracts;

/// <summary>What is in the log stays readable: each event, full and minimal, as the bytes it is stored as. A difference here is a decision.</summary>
public class EventSnapshots
{
    public static TheoryData<string, int, string, ChatEvent> Stored => new()
    {
        { "conversation.created", 1, """{"kind":"Group","title":"Café ☕"}""", new ChatEvent.ConversationCreated(ConversationKind.Group, "Café ☕") },
        { "conversation.created", 1, """{"kind":"Direct"}""", new ChatEvent.ConversationCreated(ConversationKind.Direct, null) },
        { "member.added", 1, """{"userId":"ann","name":"Ann","role":"Owner"}""", new ChatEvent.MemberAdded(new("ann"), "Ann", MemberRole.Owner) },
        { "member.removed", 1, """{"userId":"ann"}""", new ChatEvent.MemberRemoved(new("ann")) },
        { "message.sent", 1, """{"text":"Hi \"you\" 😀","replyTo":7}""", new ChatEvent.MessageSent("Hi \"you\" 😀", 7) },
        { "message.sent", 1, """{"text":"x"}""", new ChatEvent.MessageSent("x") },
        { "message.edited", 1, """{"messageSeq":7,"text":"y"}""", new ChatEvent.MessageEdited(7, "y") },
        { "message.deleted", 1, """{"messageSeq":7}""", new ChatEvent.MessageDeleted(7) },
        { "user.registered", 1, """{"signInName":"ann","name":"Ann"}""", new ChatEvent.UserRegistered("ann", "Ann") },
    };

    [Theory]
    [MemberData(nameof(Stored))]
    public void An_event_is_stored_and_read_like_this(string name, int version, string json, ChatEvent body)
    {
        Assert.Equal((name, version), EventTypes.NameOf(body));
        Assert.Equal(json, EventTypes.Serialize(body));
        Assert.Equal(body, EventTypes.Deserialize(name, version, json));
    }

    [Fact]
    public void Every_event_has_a_snapshot() =>
        Assert.Equal(
            typeof(ChatEvent).GetNestedTypes().Where(t => t.IsAssignableTo(typeof(ChatEvent))).ToHashSet(),
            Stored.Select(row => row[3].GetType()).ToHashSet());

    [Theory]
    [InlineData("message.sent", 2, """{"text":"x"}""")]
    [InlineData("message.unknown", 1, "{}")]
    [InlineData("message.sent", 1, "{}")]
    [InlineData("message.sent", 1, """{"text":null}""")]
    [InlineData("message.sent", 1, "null")]
    [InlineData("message.sent", 1, "not json")]
    [InlineData("member.added", 1, """{"userId":"a b","name":"x","role":"Owner"}""")]
    public void What_can_not_be_read_says_so(string name, int version, string json) =>
        Assert.Throws<UnreadableEventException>(() => EventTypes.Deserialize(name, version, json));

    [Fact]
    public void A_reader_ignores_attributes_it_does_not_know() =>
        Assert.Equal(new ChatEvent.MessageSent("x"), EventTypes.Deserialize("message.sent", 1, """{"text":"x","later":1}"""));
}
