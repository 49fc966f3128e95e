using System.Text;
using System.Text.Json;
using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>
/// Reads a command's <c>input</c>. The first argument that does not fit is kept as <see cref="Refusal"/>; what is read after it is
/// worthless, so a command is built first and the refusal looked at next.
/// </summary>
public sealed class InputReader(JsonElement input)
{
    public Refusal? Refusal { get; private set; }

    public CommandId CommandId() =>
        Contracts.CommandId.TryParse(String("commandId"), out var id) ? id : Refuse<CommandId>("commandId", "must be a UUID.");

    public ConversationId ConversationId(string field = "conversationId") =>
        OptionalConversationId(field) ?? Refuse<ConversationId>(field, "is required.");

    public ConversationId? OptionalConversationId(string field = "conversationId")
    {
        if (String(field) is not { } text) return null;
        return Contracts.ConversationId.TryParse(text, out var id)
            ? id
            : Refuse<ConversationId>(field, "must be 8 to 64 letters, digits, - or _.", 64, "characters");
    }

    public UserId UserId(string field) => UserId(field, String(field));

    public IReadOnlyList<UserId> UserIds(string field, int max)
    {
        if (Value(field) is not { ValueKind: JsonValueKind.Array } list) return [];
        if (list.GetArrayLength() > max) return Refuse<UserId[]>(field, $"at most {max} members.", max, "members") ?? [];
        return [.. list.EnumerateArray().Select(e => UserId(field, e.ValueKind is JsonValueKind.String ? e.GetString() : null)).Distinct()];
    }

    public T Enum<T>(string field, T? absent = null) where T : struct, Enum
    {
        if (String(field) is not { } text) return absent ?? Refuse<T>(field, "is required.");
        // By name alone: Parse would take "1" and " Owner", too.
        return System.Enum.GetNames<T>().Contains(text)
            ? System.Enum.Parse<T>(text)
            : Refuse<T>(field, $"must be one of {string.Join(", ", System.Enum.GetNames<T>())}.");
    }

    public long Seq(string field) => OptionalSeq(field, min: 1) ?? Refuse<long>(field, "is required.");

    public long? OptionalSeq(string field, long min)
    {
        if (Value(field) is not { } value) return null;
        return value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var seq) && seq >= min
            ? seq
            : Refuse<long>(field, $"must be a whole number of at least {min}.", min, "seq");
    }

    /// <summary>A message's text: CR LF becomes LF, then 1 to <see cref="Limits.TextBytes"/> bytes with something to see in them.</summary>
    public string Text(string field)
    {
        var text = String(field)?.Replace("\r\n", "\n", StringComparison.Ordinal);
        if (string.IsNullOrWhiteSpace(text)) return Refuse<string>(field, "must not be empty.", 1, "bytes") ?? "";
        if (ForbiddenCharacter(text, multiline: true) is { } bad) return Refuse<string>(field, bad) ?? "";
        return Encoding.UTF8.GetByteCount(text) <= Limits.TextBytes
            ? text
            : Refuse<string>(field, $"at most {Limits.TextBytes} bytes of UTF-8.", Limits.TextBytes, "bytes") ?? "";
    }

    public string? OptionalLine(string field, int maxCharacters)
    {
        if (String(field)?.Trim() is not { } line) return null;
        if (line.Length == 0) return Refuse<string>(field, "must not be empty.", 1, "characters");
        if (ForbiddenCharacter(line, multiline: false) is { } bad) return Refuse<string>(field, bad);
        return line.Length <= maxCharacters ? line : Refuse<string>(field, $"at most {maxCharacters} characters.", maxCharacters, "characters");
    }

    public T? Refuse<T>(string field, string message, long? limit = null, string? unit = null)
    {
        Refusal ??= Refusals.Invalid(field, message, limit, unit);
        return default;
    }

    private UserId UserId(string field, string? text) =>
        Contracts.UserId.TryParse(text, out var id) ? id : Refuse<UserId>(field, "must be a user id.", 64, "characters");

    private string? String(string field)
    {
        if (Value(field) is not { } value) return null;
        return value.ValueKind is JsonValueKind.String ? value.GetString() : Refuse<string>(field, "must be text.");
    }

    /// <summary>Null if the argument is absent or null.</summary>
    private JsonElement? Value(string field) =>
        input.ValueKind is JsonValueKind.Object && input.TryGetProperty(field, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    private static string? ForbiddenCharacter(string text, bool multiline)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (char.IsSurrogate(c)) return $"holds half a character at position {i}.";
            else if (char.IsControl(c) && !(multiline && c is '\n' or '\t')) return $"holds the control character U+{(int)c:X4} at position {i}.";
        }
        return null;
    }
}
