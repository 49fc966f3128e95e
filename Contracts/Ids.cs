using System.Diagnostics.CodeAnalysis;

namespace EventChat.Contracts;

/// <summary>A conversation. Text form: 8–64 characters of <c>A–Z a–z 0–9 _ -</c>; chosen by the client that creates it, or derived for a direct conversation.</summary>
public readonly record struct ConversationId(string Value)
{
    public LogId Log => new($"{LogId.ConversationPrefix}{Value}");

    public LogId ModerationLog => new($"{LogId.ModerationPrefix}{Value}");

    public LogId AnalyticsLog => new($"{LogId.AnalyticsPrefix}{Value}");

    public static bool TryParse([NotNullWhen(true)] string? text, out ConversationId id)
    {
        id = text is not null && IdText.IsWellFormed(text, min: 8, max: 64) ? new(text) : default;
        return id.Value is not null;
    }

    public override string ToString() => Value;
}

/// <summary>A user: the <c>sub</c> claim of the token. Text form: 1–64 characters of <c>A–Z a–z 0–9 _ -</c> (Cognito issues lower-case UUIDs).</summary>
public readonly record struct UserId(string Value)
{
    /// <summary>Sender of what no person did: verdicts of rules, deadlines, notifications. No token carries it.</summary>
    public static readonly UserId System = new("system");

    public LogId Log => new($"{LogId.UserPrefix}{Value}");

    public static bool TryParse([NotNullWhen(true)] string? text, out UserId id)
    {
        id = text is not null && IdText.IsWellFormed(text, min: 1, max: 64) ? new(text) : default;
        return id.Value is not null;
    }

    public override string ToString() => Value;
}

/// <summary>
/// A client's name for one command, and thereby for the message it sends: a UUID, 16 bytes on disk.
/// The same id twice is the same command: the second answer repeats the first and nothing is written.
/// </summary>
public readonly record struct CommandId(Guid Value)
{
    public static bool TryParse([NotNullWhen(true)] string? text, out CommandId id)
    {
        var ok = Guid.TryParseExact(text, "D", out var value) && value != Guid.Empty;
        id = new(value);
        return ok;
    }

    /// <summary>The id of a command that follows from what is known, so that whoever repeats the work repeats the command.</summary>
    /// <remarks>Anybody can compute it, so it is a UUID of version 8, and none of those is taken from a client: see <see cref="IsDerived"/>.</remarks>
    /// <param name="parts">What makes it the same command, e.g. <c>verdict</c>, the log, the version's seq.</param>
    public static CommandId Derive(params ReadOnlySpan<string> parts)
    {
        var bytes = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join('|', parts!))).AsSpan(0, 16);
        bytes[6] = (byte)(DerivedVersion << 4 | bytes[6] & 0x0f);
        bytes[8] = (byte)(0x80 | bytes[8] & 0x3f);
        return FromBytes(bytes);
    }

    /// <summary>A client that used such an id would take the place of a command the system is yet to give, a verdict on its own message for one.</summary>
    public bool IsDerived => Value.Version == DerivedVersion;

    /// <summary>RFC 9562's version for what an application makes of its own.</summary>
    private const int DerivedVersion = 8;

    /// <summary>16 bytes in text order, so the hexadecimal of the bytes is the text without its hyphens.</summary>
    public byte[] ToBytes() => Value.ToByteArray(bigEndian: true);

    public static CommandId FromBytes(ReadOnlySpan<byte> bytes) => new(new Guid(bytes, bigEndian: true));

    public override string ToString() => Value.ToString("D");
}

/// <summary>
/// One append-only log. Of a conversation: <c>c#&lt;conversationId&gt;</c>, which its members may read; <c>m#…</c>, what moderators do and know; <c>a#…</c>, what
/// analytics found. Of a user: <c>u#&lt;sub&gt;</c>. Of the system: <c>s#moderation</c>.
/// </summary>
public readonly record struct LogId(string Value)
{
    public const string ConversationPrefix = "c#";
    public const string UserPrefix = "u#";
    public const string ModerationPrefix = "m#";
    public const string AnalyticsPrefix = "a#";

    /// <summary>Moderation of all conversations: the global blocklist.</summary>
    public static readonly LogId GlobalModeration = new("s#moderation");

    public ConversationId? Conversation =>
        Value.StartsWith(ConversationPrefix, StringComparison.Ordinal) ? new(Value[ConversationPrefix.Length..]) : null;

    /// <summary>The conversation whose moderation log this is.</summary>
    public ConversationId? Moderated => Value.StartsWith(ModerationPrefix, StringComparison.Ordinal) ? new(Value[ModerationPrefix.Length..]) : null;

    /// <summary>The conversation whose analytics log this is.</summary>
    public ConversationId? Analyzed => Value.StartsWith(AnalyticsPrefix, StringComparison.Ordinal) ? new(Value[AnalyticsPrefix.Length..]) : null;

    public UserId? User => Value.StartsWith(UserPrefix, StringComparison.Ordinal) ? new(Value[UserPrefix.Length..]) : null;

    public override string ToString() => Value;
}

internal static class IdText
{
    public static bool IsWellFormed(string text, int min, int max)
    {
        if (text.Length < min || text.Length > max) return false;
        foreach (var c in text)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-')) return false;
        return true;
    }
}
