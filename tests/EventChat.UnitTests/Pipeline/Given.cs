using System.Text.Json;
using EventChat.Contracts;
using EventChat.Pipeline;

namespace EventChat.UnitTests.Pipeline;

/// <summary>Words the specifications are written in.</summary>
internal static class Given
{
    public static readonly UserId Ann = new("ann");
    public static readonly UserId Ben = new("ben");
    public static readonly UserId Cem = new("cem");
    public static readonly ConversationId Room = new("room-0001");
    public static readonly CommandId Command = new(Guid.Parse("0193b3a2-0000-7000-8000-000000000001"));
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static Access MemberOf(ConversationKind kind = ConversationKind.Group, MemberRole role = MemberRole.Member, int owners = 1, int members = 3) =>
        new(new(kind, kind is ConversationKind.Direct ? null : "Room", GroupVersion: 4, owners, members), role);

    public static RecordedEvent Event(long seq, UserId sender, ChatEvent body) => new(Room.Log, seq, sender, Noon, Command, 4, body);

    public static InputReader Input(string json) => new(JsonDocument.Parse(json).RootElement);
}

internal static class Then
{
    public static Refusal Refused(this Decision decision) => Assert.IsType<Decision.Refused>(decision).Refusal;

    public static ChatEvent[] Events(this Decision decision) => [.. Assert.IsType<Decision.Write>(decision).Events];

    public static StateWrite[] State(this Decision decision) => [.. Assert.IsType<Decision.Write>(decision).State];
}
