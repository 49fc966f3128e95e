using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.Sqs.Operations;
using EventChat.Local.Sqs.Queues;

namespace EventChat.Local.Sqs.Mappings;

/// <summary>A message as a function is given it, and the event that carries a batch of them.</summary>
internal static class QueueEvent
{
    private static readonly string[] All = ["All"];

    public static JsonObject Record(StoredMessage message, string handle, string queueArn)
    {
        var record = new JsonObject
        {
            ["messageId"] = message.Id,
            ["receiptHandle"] = handle,
            ["body"] = message.Body,
            ["attributes"] = SystemAttributes.Of(message, All),
            ["messageAttributes"] = new JsonObject((message.Attributes ?? []).Select(a => KeyValuePair.Create<string, JsonNode?>(a.Key, Attribute(a.Value!)))),
            ["md5OfBody"] = MessageAttributes.Md5(message.Body),
            ["eventSource"] = "aws:sqs",
            ["eventSourceARN"] = queueArn,
            ["awsRegion"] = LocalAddress.Region,
        };
        if (message.Attributes is { } own) record["md5OfMessageAttributes"] = MessageAttributes.Md5(own);
        return record;
    }

    /// <summary><c>{"Records":[…]}</c> of records that are JSON texts.</summary>
    public static byte[] Join(IEnumerable<byte[]> records)
    {
        using var payload = new MemoryStream();
        payload.Write("{\"Records\":["u8);
        var first = true;
        foreach (var record in records)
        {
            if (!first) payload.WriteByte((byte)',');
            payload.Write(record);
            first = false;
        }
        payload.Write("]}"u8);
        return payload.ToArray();
    }

    /// <summary>Whether the mapping's function is to see the message.</summary>
    public static bool Passes(JsonObject record, IReadOnlyList<MessageFilter> filters)
    {
        if (filters.Count == 0) return true;
        JsonElement? plain = null, read = null;
        foreach (var filter in filters)
        {
            if (!filter.ReadsBody)
            {
                if (filter.Pattern.Matches(plain ??= JsonSerializer.SerializeToElement<JsonNode>(record))) return true;
            }
            else if ((read ??= WithBodyRead(record)) is { ValueKind: JsonValueKind.Object } open && filter.Pattern.Matches(open)) return true;
        }
        return false;
    }

    /// <summary>Undefined if the body is no JSON: such a message matches no filter that looks into it.</summary>
    private static JsonElement WithBodyRead(JsonObject record)
    {
        try
        {
            var open = (JsonObject)record.DeepClone();
            open["body"] = JsonNode.Parse(record["body"]!.ToString());
            return JsonSerializer.SerializeToElement<JsonNode>(open);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static JsonObject Attribute(JsonNode attribute)
    {
        var view = new JsonObject { ["stringListValues"] = new JsonArray(), ["binaryListValues"] = new JsonArray(), ["dataType"] = attribute["DataType"]?.ToString() };
        if (attribute["StringValue"] is { } text) view["stringValue"] = text.ToString();
        if (attribute["BinaryValue"] is { } bytes) view["binaryValue"] = bytes.ToString();
        return view;
    }
}
