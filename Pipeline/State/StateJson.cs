using System.Text.Json.Serialization;
using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>Documents of the state table.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(ConversationIdJson), typeof(UserIdJson), typeof(CommandIdJson)])]
[JsonSerializable(typeof(ModerationCase))]
[JsonSerializable(typeof(Blocklist))]
[JsonSerializable(typeof(PreferencesDocument))]
[JsonSerializable(typeof(Told))]
[JsonSerializable(typeof(Undelivered))]
[JsonSerializable(typeof(ErasureDocument))]
[JsonSerializable(typeof(LegalHold))]
[JsonSerializable(typeof(ExportMark))]
public sealed partial class StateJson : JsonSerializerContext;

/// <summary>Terms, as a moderator wrote them.</summary>
public sealed record Blocklist(IReadOnlyList<string> Terms);
