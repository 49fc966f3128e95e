using System.Globalization;
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

    public CommandId CommandId() => Contracts.CommandId.TryParse(String("commandId"), out var id) && !id.IsDerived
        ? id
        : Refuse<CommandId>("commandId", "must be a UUID, of any version but 8.");

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

    public IReadOnlyList<UserId> UserIds(string field, int max, string unit = "members")
    {
        if (Value(field) is not { ValueKind: JsonValueKind.Array } list) return [];
        if (list.GetArrayLength() > max) return Refuse<UserId[]>(field, $"at most {max} {unit}.", max, unit) ?? [];
        return [.. list.EnumerateArray().Select(e => UserId(field, e.ValueKind is JsonValueKind.String ? e.GetString() : null)).Distinct()];
    }

    public T Enum<T>(string field, T? absent = null) where T : struct, Enum =>
        OptionalEnum<T>(field) ?? absent ?? Refuse<T>(field, "is required.");

    public T? OptionalEnum<T>(string field) where T : struct, Enum
    {
        if (String(field) is not { } text) return null;
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

    /// <summary>A note: as a message's text, but shorter.</summary>
    public string? OptionalNote(string field, int maxCharacters)
    {
        if (String(field)?.Replace("\r\n", "\n", StringComparison.Ordinal).Trim() is not { Length: > 0 } note) return null;
        if (ForbiddenCharacter(note, multiline: true) is { } bad) return Refuse<string>(field, bad);
        return note.Length <= maxCharacters ? note : Refuse<string>(field, $"at most {maxCharacters} characters.", maxCharacters, "characters");
    }

    public int Number(string field, int min, int max, int absent, string unit)
    {
        if (Value(field) is not { } value) return absent;
        return value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number) && number >= min && number <= max
            ? number
            : Refuse<int>(field, $"must be a whole number from {min} to {max}.", max, unit);
    }

    public double Share(string field, double max)
    {
        if (Value(field) is not { ValueKind: JsonValueKind.Number } value) return Refuse<double>(field, "is required.");
        return value.GetDouble() is var share && share >= 0 && share <= max ? share : Refuse<double>(field, $"must be from 0 to {max}.");
    }

    public bool? OptionalFlag(string field) => Value(field) is { } value
        ? value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : Refuse<bool>(field, "must be true or false.")
        : null;

    public DateTimeOffset? OptionalTime(string field)
    {
        if (String(field) is not { } text) return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : Refuse<DateTimeOffset>(field, "must be an AWSDateTime.");
    }

    public IReadOnlyList<string> Lines(string field, int max, int maxCharacters, string unit)
    {
        if (Value(field) is not { ValueKind: JsonValueKind.Array } list) return [];
        if (list.GetArrayLength() > max) return Refuse<string[]>(field, $"at most {max} {unit}.", max, unit) ?? [];
        return [.. list.EnumerateArray().Select(e => Line(field, e, maxCharacters)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>A reader of each object of a list; what the first of them refuses, this one refuses.</summary>
    public IReadOnlyList<T> Objects<T>(string field, int max, string unit, Func<InputReader, T> read)
    {
        if (Value(field) is not { ValueKind: JsonValueKind.Array } list) return [];
        if (list.GetArrayLength() > max) return Refuse<T[]>(field, $"at most {max} {unit}.", max, unit) ?? [];
        List<T> objects = [];
        foreach (var element in list.EnumerateArray())
        {
            var reader = new InputReader(element);
            objects.Add(read(reader));
            Refusal ??= reader.Refusal is { } refusal ? refusal with { Info = (refusal.Info ?? new()) with { Field = $"{field}.{refusal.Info?.Field}" } } : null;
        }
        return objects;
    }

    private string Line(string field, JsonElement element, int maxCharacters)
    {
        var line = element.ValueKind is JsonValueKind.String ? element.GetString()!.Trim() : "";
        if (line.Length == 0) return Refuse<string>(field, "must hold no empty text.", 1, "characters") ?? "";
        if (ForbiddenCharacter(line, multiline: false) is { } bad) return Refuse<string>(field, bad) ?? "";
        return line.Length <= maxCharacters ? line : Refuse<string>(field, $"at most {maxCharacters} characters each.", maxCharacters, "characters") ?? "";
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
