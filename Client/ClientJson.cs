using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using EventChat.Contracts;

namespace EventChat.Client;

/// <summary>JSON of the public API as this client reads and writes it: source-generated, no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    UseStringEnumConverter = true,
    Converters = [typeof(ConversationIdJson), typeof(UserIdJson), typeof(CommandIdJson)])]
[JsonSerializable(typeof(Tokens))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(GraphQLRequest))]
[JsonSerializable(typeof(GraphQLResponse))]
[JsonSerializable(typeof(CreateConversation))]
[JsonSerializable(typeof(AddMember))]
[JsonSerializable(typeof(RemoveMember))]
[JsonSerializable(typeof(SendMessage))]
[JsonSerializable(typeof(EditMessage))]
[JsonSerializable(typeof(DeleteMessage))]
[JsonSerializable(typeof(FlagMessage))]
[JsonSerializable(typeof(AppealVerdict))]
[JsonSerializable(typeof(ReviewMessage))]
[JsonSerializable(typeof(ViewOriginal))]
[JsonSerializable(typeof(MuteMember))]
[JsonSerializable(typeof(BanMember))]
[JsonSerializable(typeof(SetBlocklist))]
[JsonSerializable(typeof(MarkRead))]
[JsonSerializable(typeof(SetPresence))]
[JsonSerializable(typeof(ModerationPolicy))]
[JsonSerializable(typeof(NotificationPreferences))]
[JsonSerializable(typeof(CommandReceipt))]
[JsonSerializable(typeof(Profile))]
[JsonSerializable(typeof(Conversation))]
[JsonSerializable(typeof(Page<Conversation>))]
[JsonSerializable(typeof(Page<InboxEntry>))]
[JsonSerializable(typeof(ThreadPage))]
[JsonSerializable(typeof(Page<MessageThread>))]
[JsonSerializable(typeof(MessagePage))]
[JsonSerializable(typeof(Page<Message>))]
[JsonSerializable(typeof(Page<Member>))]
[JsonSerializable(typeof(SyncResult))]
[JsonSerializable(typeof(ConversationFrame))]
[JsonSerializable(typeof(Page<Notification>))]
[JsonSerializable(typeof(NotificationPreferencesView))]
[JsonSerializable(typeof(Presence))]
[JsonSerializable(typeof(Page<Review>))]
[JsonSerializable(typeof(Blocklist))]
[JsonSerializable(typeof(ModerationLogPage))]
[JsonSerializable(typeof(ModerationFrame))]
[JsonSerializable(typeof(Original))]
[JsonSerializable(typeof(ConversationAnalytics))]
[JsonSerializable(typeof(AnalyticsDays))]
[JsonSerializable(typeof(Page<AuditEntry>))]
[JsonSerializable(typeof(Page<string>))]
[JsonSerializable(typeof(Page<LegalHold>))]
[JsonSerializable(typeof(RefusalInfo))]
[JsonSerializable(typeof(RealtimeMessage))]
[JsonSerializable(typeof(StartMessage))]
internal sealed partial class ClientJson : JsonSerializerContext;

internal static class ClientWire
{
    /// <summary>As it is sent: <c>é</c> and emoji stay themselves.</summary>
    public static readonly ClientJson Json = new(new JsonSerializerOptions(ClientJson.Default.Options!)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
