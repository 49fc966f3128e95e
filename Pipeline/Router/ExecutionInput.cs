using System.Text;
using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>The input of an Express execution: <c>{…,"messages":[…],"attempt":0}</c>, of messages that are JSON already.</summary>
internal static class ExecutionInput
{
    /// <summary>Bytes for what is around the messages: a conversation's id of 64 characters and the names.</summary>
    private const int EnvelopeBytes = 256;

    /// <summary>Bytes that the messages of one execution may take.</summary>
    public const int MessageBytes = Limits.ExecutionInputBytes - EnvelopeBytes;

    public static int BytesOf(string message) => Encoding.UTF8.GetByteCount(message) + 1;

    public static string Of(IEnumerable<string> messages) => $$"""{"messages":[{{string.Join(',', messages)}}],"attempt":0}""";

    public static string Of(ConversationId conversation, IEnumerable<string> messages) =>
        $$"""{"conversationId":"{{conversation}}","messages":[{{string.Join(',', messages)}}],"attempt":0}""";
}
