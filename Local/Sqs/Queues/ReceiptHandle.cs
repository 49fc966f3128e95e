using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace EventChat.Local.Sqs.Queues;

/// <summary>Names one receive of one message of one queue. It needs no memory of its own, so it means the same after a restart.</summary>
/// <param name="Turn">Which receive it was.</param>
internal readonly record struct ReceiptHandle(string Queue, string MessageId, int Turn)
{
    public static ReceiptHandle Parse(string text, string queue)
    {
        if (Base64Url.IsValid(text) && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('\n') is [var name, var id, var turn]
            && name == queue && int.TryParse(turn, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return new(name, id, number);
        throw SqsException.InvalidHandle(text);
    }

    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Queue}\n{MessageId}\n{Turn}")));
}
