using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EventChat.Local.Comprehend;

/// <summary>A request's body, read with the API's own limits. Sizes are bytes of UTF-8; a KB is 1,000 of them, as AWS's own error texts have it.</summary>
internal sealed class ComprehendRequest(JsonObject body)
{
    public const int LongText = 100_000;
    public const int ShortText = 5_000;
    private const int Segment = 1_000;
    private const int MostSegments = 10;
    private const int MostDocuments = 25;

    private static readonly string[] Languages = ["en", "es", "fr", "de", "it", "pt", "ar", "hi", "ja", "ko", "zh", "zh-TW"];

    /// <summary>Refuses what the operation does not have: it would be lost in silence.</summary>
    public ComprehendRequest Only(params string[] members) => body.Select(m => m.Key).FirstOrDefault(key => !members.Contains(key)) is { } unknown
        ? throw new ComprehendException("ValidationException", $"'{unknown}' is not honoured here; the request takes {string.Join(", ", members)}.")
        : this;

    public string Text(int most) => Sized(TextOf(body["Text"], "text"), most);

    /// <summary>Each may fail for itself, so sizes are not checked yet.</summary>
    public IReadOnlyList<string> Documents()
    {
        if (body["TextList"] is not JsonArray { Count: > 0 } list) throw ComprehendException.Constraint("textList", "Member must have length greater than or equal to 1");
        if (list.Count > MostDocuments) throw ComprehendException.TooMany(MostDocuments);
        return [.. list.Select((node, at) => TextOf(node, $"textList.{at + 1}.member"))];
    }

    public IReadOnlyList<string> Segments()
    {
        if (body["TextSegments"] is not JsonArray { Count: > 0 } list)
            throw ComprehendException.Constraint("textSegments", "Member must have length greater than or equal to 1");
        if (list.Count > MostSegments)
            throw new ComprehendException("InvalidRequestException", $"The number of text segments exceeds the limit of {MostSegments}.", reason: "INVALID_DOCUMENT");
        string[] texts = [.. list.Select((node, at) => Sized(TextOf((node as JsonObject)?["Text"], $"textSegments.{at + 1}.member.text"), Segment))];
        return texts.Sum(Encoding.UTF8.GetByteCount) is var all && all > Segment * MostSegments ? throw ComprehendException.TooLong(Segment * MostSegments, all) : texts;
    }

    /// <param name="known">Null: every language of the API.</param>
    public string Language(params string[] known)
    {
        var code = TextOf(body["LanguageCode"], "languageCode");
        if (!Languages.Contains(code)) throw ComprehendException.Constraint("languageCode", $"Member must satisfy enum value set: [{string.Join(", ", Languages)}]");
        return known.Contains(code) ? code : throw ComprehendException.Language(code, string.Join(", ", known));
    }

    public static string Sized(string text, int most) => Encoding.UTF8.GetByteCount(text) is var given && given > most ? throw ComprehendException.TooLong(most, given) : text;

    private static string TextOf(JsonNode? node, string member)
    {
        if (node is null) throw ComprehendException.Constraint(member, "Member must not be null");
        if (node is not JsonValue value || value.GetValueKind() is not JsonValueKind.String)
            throw new ComprehendException("SerializationException", $"'{member}' is not a String.");
        try
        {
            return value.GetValue<string>() is { Length: > 0 } text ? text : throw ComprehendException.Constraint(member, "Member must have length greater than or equal to 1");
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            throw new ComprehendException("InvalidRequestException", $"'{member}' is not valid Unicode.", reason: "INVALID_DOCUMENT");
        }
    }
}
