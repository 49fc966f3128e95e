using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Contracts;

namespace EventChat.Cli.Chat;

/// <summary>JSON as the commands print it: one object a line, <c>é</c> and emoji themselves.</summary>
internal static class JsonLine
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(JsonNode node) => node.ToJsonString(Relaxed);

    public static string Of(CommandReceipt receipt) => Of(new JsonObject
    {
        ["conversationId"] = receipt.ConversationId,
        ["commandId"] = receipt.CommandId,
        ["seq"] = receipt.Seq,
        ["at"] = receipt.At,
    });
}
