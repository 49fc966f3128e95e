using System.Globalization;
using System.Text.Json.Nodes;
using EventChat.Local.Sqs.Queues;

namespace EventChat.Local.Sqs.Operations;

internal sealed class MessageOperations(QueueNames names)
{
    private const int MostVisibility = 43_200; // s: twelve hours

    private static readonly string[] Message =
        ["MessageBody", "DelaySeconds", "MessageAttributes", "MessageSystemAttributes", "MessageDeduplicationId", "MessageGroupId"];

    public IEnumerable<Operation> All =>
    [
        Operation.Of("SendMessage", ["QueueUrl", .. Message], Send),
        Operation.Of("SendMessageBatch", ["QueueUrl", "Entries"], SendBatch),
        new("ReceiveMessage",
            ["QueueUrl", "AttributeNames", "MessageSystemAttributeNames", "MessageAttributeNames", "MaxNumberOfMessages", "VisibilityTimeout", "WaitTimeSeconds"],
            ReceiveAsync),
        Operation.Of("DeleteMessage", ["QueueUrl", "ReceiptHandle"], request => names.OfUrl(request).Delete(request.Required("ReceiptHandle"))),
        Operation.Of("DeleteMessageBatch", ["QueueUrl", "Entries"], request => Batch(request, (queue, entry) =>
        {
            queue.Delete(entry.Only("Id", "ReceiptHandle").Required("ReceiptHandle"));
            return [];
        })),
        Operation.Of("ChangeMessageVisibility", ["QueueUrl", "ReceiptHandle", "VisibilityTimeout"], request => ChangeVisibility(names.OfUrl(request), request)),
        Operation.Of("ChangeMessageVisibilityBatch", ["QueueUrl", "Entries"], request => Batch(request, (queue, entry) =>
        {
            ChangeVisibility(queue, entry.Only("Id", "ReceiptHandle", "VisibilityTimeout"));
            return [];
        })),
    ];

    private JsonObject Send(SqsRequest request)
    {
        var queue = names.OfUrl(request);
        return Send(queue, MessageContents.Read(request, queue.Settings));
    }

    private static JsonObject Send(MessageQueue queue, OutgoingMessage message)
    {
        var (id, ordinal) = queue.Send(message);
        var answer = new JsonObject { ["MessageId"] = id, ["MD5OfMessageBody"] = MessageAttributes.Md5(message.Body) };
        if (message.Attributes is { } attributes) answer["MD5OfMessageAttributes"] = MessageAttributes.Md5(attributes);
        if (message.Trace is { } trace) answer["MD5OfMessageSystemAttributes"] = MessageAttributes.Md5(new JsonObject
        {
            ["AWSTraceHeader"] = new JsonObject { ["DataType"] = "String", ["StringValue"] = trace },
        });
        if (queue.Settings.IsFifo) answer["SequenceNumber"] = StoredMessage.Sequence(ordinal);
        return answer;
    }

    private JsonObject SendBatch(SqsRequest request)
    {
        var bytes = request.Entries().Sum(e => MessageContents.SizeOf(new(
            e.Entry.Optional("MessageBody") ?? "", e.Entry.Block("MessageAttributes"), null, null, null, "", null)));
        if (bytes > MessageContents.MostBytes)
            throw SqsException.Prefixed("BatchRequestTooLong", $"Batch requests cannot be longer than {MessageContents.MostBytes} bytes. You have sent {bytes} bytes.");
        return Batch(request, (queue, entry) => Send(queue, MessageContents.Read(entry.Only(["Id", .. Message]), queue.Settings)));
    }

    /// <summary>An entry fails for itself.</summary>
    private JsonObject Batch(SqsRequest request, Func<MessageQueue, SqsRequest, JsonObject> run)
    {
        var queue = names.OfUrl(request);
        JsonArray successful = [], failed = [];
        foreach (var (id, entry) in request.Entries())
        {
            try
            {
                var answer = run(queue, entry);
                answer["Id"] = id;
                successful.Add(answer);
            }
            catch (SqsException e)
            {
                failed.Add(new JsonObject { ["Id"] = id, ["SenderFault"] = true, ["Code"] = e.QueryCode, ["Message"] = e.Message });
            }
        }
        var all = new JsonObject { ["Successful"] = successful };
        if (failed.Count > 0) all["Failed"] = failed;
        return all;
    }

    private static void ChangeVisibility(MessageQueue queue, SqsRequest request)
    {
        if (!request.Has("VisibilityTimeout")) throw SqsException.Missing("VisibilityTimeout");
        queue.ChangeVisibility(request.Required("ReceiptHandle"), request.Seconds("VisibilityTimeout", MostVisibility)!.Value);
    }

    private async Task<JsonObject> ReceiveAsync(SqsRequest request, CancellationToken cancel)
    {
        var queue = names.OfUrl(request);
        IReadOnlyList<string> system = [.. request.Texts("AttributeNames"), .. request.Texts("MessageSystemAttributeNames")];
        if (system.FirstOrDefault(name => !SystemAttributes.Names.Contains(name)) is { } unknown) throw SqsException.UnknownAttribute(unknown);
        var wanted = request.Texts("MessageAttributeNames");
        var most = request.Number("MaxNumberOfMessages", 1, 10) ?? 1;
        var visibility = request.Seconds("VisibilityTimeout", MostVisibility);
        var received = await queue.ReceiveAsync(most, visibility, request.Seconds("WaitTimeSeconds", 20) ?? queue.Settings.Wait, cancel);
        return received.Count == 0 ? [] : new() { ["Messages"] = new JsonArray([.. received.Select(r => View(r.Message, r.Handle, system, wanted))]) };
    }

    private static JsonObject View(StoredMessage message, string handle, IReadOnlyList<string> system, IReadOnlyList<string> wanted)
    {
        var view = new JsonObject
        {
            ["MessageId"] = message.Id, ["ReceiptHandle"] = handle, ["MD5OfBody"] = MessageAttributes.Md5(message.Body), ["Body"] = message.Body,
        };
        if (SystemAttributes.Of(message, system) is { Count: > 0 } attributes) view["Attributes"] = attributes;
        if (MessageAttributes.Select(message.Attributes, wanted) is not { } own) return view;
        view["MD5OfMessageAttributes"] = MessageAttributes.Md5(own);
        view["MessageAttributes"] = own;
        return view;
    }
}
