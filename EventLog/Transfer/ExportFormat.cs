using System.Text.Json.Serialization;
using EventChat.Contracts;

namespace EventChat.EventLog;

public enum ExportKind
{
    /// <summary>Every log.</summary>
    All,
    /// <summary>A conversation's log, its moderation log and its analytics log.</summary>
    Conversation,
    /// <summary>A user's own log, and of every other log the events that the user sent.</summary>
    User,
}

/// <param name="Id">Of the conversation or the user; null for all.</param>
/// <param name="From">Of a conversation: seq its own log begins with. The others are whole.</param>
public sealed record ExportSelection(ExportKind Kind, string? Id = null, long From = 1)
{
    /// <summary>Its logs are there from their first event on, so that a system can be made of them.</summary>
    [JsonIgnore]
    public bool IsWhole => Kind is not ExportKind.User && From == 1;
}

/// <summary>First line of an export.</summary>
/// <param name="Eventchat">Always <see cref="Kind"/>: what kind of file this is.</param>
/// <param name="Format">Version of the lines' shape: <see cref="Newest"/>.</param>
/// <param name="Stack">Name of the stack it was made of.</param>
/// <param name="MadeAt">ISO 8601, UTC.</param>
/// <param name="Until">The same: of each log the events up to the first one that is later are there.</param>
public sealed record ExportHeader(string Eventchat, int Format, string Stack, string MadeAt, string Until, ExportSelection Selection)
{
    public const string Kind = "log";
    public const int Newest = 1;
}

/// <summary>Last line of an export: without it the file is cut off.</summary>
/// <param name="Sha256">Lower-case hexadecimal, over all lines before, each with its line feed.</param>
public sealed record ExportTrailer(bool End, long Logs, long Events, string Sha256);

/// <summary>The file is no export, or not the whole of one.</summary>
public sealed class ExportDamagedException(string message, Exception? inner = null) : Exception(message, inner);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ExportHeader))]
[JsonSerializable(typeof(ExportTrailer))]
internal sealed partial class ExportJson : JsonSerializerContext;

/// <summary>Names of an event's members on its line.</summary>
internal static class ExportNames
{
    public const string Log = "log";
    public const string Seq = "seq";
    /// <summary>True on the first event of a segment.</summary>
    public const string Start = "start";
    public const string Type = "type";
    public const string Version = "version";
    public const string Sender = "sender";
    public const string At = "at";
    public const string Command = "commandId";
    public const string GroupVersion = "groupVersion";
    /// <summary>The body, character by character as it is stored.</summary>
    public const string Body = "body";
    /// <summary>In its place, as a string: a body that is no JSON on one line.</summary>
    public const string BodyText = "bodyText";
    /// <summary>Base64: what people wrote, sealed with its owner's key, as it is stored. The body is without it.</summary>
    public const string Sealed = "sealed";
    /// <summary>Whose key that is, if not the sender's.</summary>
    public const string Owner = "owner";
}
