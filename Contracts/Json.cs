using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EventChat.Contracts;

/// <summary>The one JSON context of the contracts: camel case, enums as words, ids as text, no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true,
    Converters = [typeof(ConversationIdJson), typeof(UserIdJson), typeof(CommandIdJson)])]
[JsonSerializable(typeof(ChatEvent.ConversationCreated))]
[JsonSerializable(typeof(ChatEvent.MemberAdded))]
[JsonSerializable(typeof(ChatEvent.MemberRemoved))]
[JsonSerializable(typeof(ChatEvent.MemberMuted))]
[JsonSerializable(typeof(ChatEvent.MemberBanned))]
[JsonSerializable(typeof(ChatEvent.MemberUnbanned))]
[JsonSerializable(typeof(ChatEvent.MessageSent))]
[JsonSerializable(typeof(ChatEvent.MessageEdited))]
[JsonSerializable(typeof(ChatEvent.MessageDeleted))]
[JsonSerializable(typeof(ChatEvent.MessageModerated))]
[JsonSerializable(typeof(ChatEvent.MessageScreened))]
[JsonSerializable(typeof(ChatEvent.MessageFlagged))]
[JsonSerializable(typeof(ChatEvent.MessageReviewed))]
[JsonSerializable(typeof(ChatEvent.ReviewOpened))]
[JsonSerializable(typeof(ChatEvent.ReviewClosed))]
[JsonSerializable(typeof(ChatEvent.VerdictAppealed))]
[JsonSerializable(typeof(ChatEvent.OriginalViewed))]
[JsonSerializable(typeof(ChatEvent.ModerationPolicyChanged))]
[JsonSerializable(typeof(ChatEvent.BlocklistChanged))]
[JsonSerializable(typeof(ChatEvent.UserRegistered))]
[JsonSerializable(typeof(ChatEvent.ConversationRead))]
[JsonSerializable(typeof(ChatEvent.NotificationPreferencesChanged))]
[JsonSerializable(typeof(ChatEvent.NotificationRequested))]
[JsonSerializable(typeof(ChatEvent.ErasureRequested))]
[JsonSerializable(typeof(ChatEvent.UserForgotten))]
[JsonSerializable(typeof(ChatEvent.LegalHoldPlaced))]
[JsonSerializable(typeof(ChatEvent.LegalHoldReleased))]
[JsonSerializable(typeof(ChatEvent.MessageAnalyzed))]
[JsonSerializable(typeof(ChatEvent.ResponseMeasured))]
[JsonSerializable(typeof(ModerationPolicy))]
[JsonSerializable(typeof(NotificationPreferences))]
[JsonSerializable(typeof(EventEnvelope))]
[JsonSerializable(typeof(ConversationFrame))]
[JsonSerializable(typeof(CommandReceipt))]
[JsonSerializable(typeof(RefusalInfo))]
public sealed partial class ContractsJson : JsonSerializerContext;

/// <summary>The context as everything is stored and sent: <c>é</c> and emoji stay themselves, not escapes of 6 to 12 bytes.</summary>
public static class Wire
{
    public static JavaScriptEncoder Encoder { get; } = new LiteralTextEncoder();

    public static readonly ContractsJson Json = new(new JsonSerializerOptions(ContractsJson.Default.Options!)
    {
        Encoder = Encoder,
    });
}

public sealed class ConversationIdJson : IdJson<ConversationId>
{
    protected override bool TryParse(string? text, out ConversationId id) => ConversationId.TryParse(text, out id);
}

public sealed class UserIdJson : IdJson<UserId>
{
    protected override bool TryParse(string? text, out UserId id) => UserId.TryParse(text, out id);
}

public sealed class CommandIdJson : IdJson<CommandId>
{
    protected override bool TryParse(string? text, out CommandId id) => CommandId.TryParse(text, out id);
}

public abstract class IdJson<T> : JsonConverter<T> where T : struct
{
    protected abstract bool TryParse(string? text, out T id);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TryParse(reader.TokenType is JsonTokenType.String ? reader.GetString() : null, out var id)
            ? id
            : throw new JsonException($"Not a {typeof(T).Name}.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
