using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using EventChat.Contracts;

namespace EventChat.Projections;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(UserIdJson)])]
[JsonSerializable(typeof(PersonalRequest))]
[JsonSerializable(typeof(PersonalPage))]
[JsonSerializable(typeof(PersonalCursor))]
internal sealed partial class PersonalJson : JsonSerializerContext;

internal static class PersonalWire
{
    public static readonly PersonalJson Json = new(new JsonSerializerOptions(PersonalJson.Default.Options!) { Encoder = Wire.Encoder });
}

public sealed record PersonalRequest(UserId UserId, string? NextToken = null);

/// <param name="Items">One object each, <c>kind</c> saying what it is. Null: the token is none that was given out.</param>
public sealed record PersonalPage(IReadOnlyList<JsonObject>? Items, string? NextToken);

/// <summary>Where an export goes on. A user's own: it names nothing that the user is not asked about again.</summary>
/// <param name="After">Key of the last row that is through: of the feed, or of the memberships.</param>
/// <param name="Seq">Events that are through, of the conversation after <paramref name="After"/>.</param>
internal sealed record PersonalCursor(PersonalPart Part, string? After = null, long Seq = 0)
{
    [JsonIgnore]
    public string Text => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(this, PersonalJson.Default.PersonalCursor));

    public static PersonalCursor? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(Convert.FromBase64String(text), PersonalJson.Default.PersonalCursor) is { Seq: >= 0 } cursor && Enum.IsDefined(cursor.Part) ? cursor : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }
}

internal enum PersonalPart { Profile, Notifications, Conversations }
