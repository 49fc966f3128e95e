using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Amazon.DynamoDBStreams.Model;

namespace EventChat.Local.Streams;

/// <summary>Writes stream records as Lambda hands them to a function.</summary>
internal static class StreamEvent
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly byte[] Open = "{\"Records\":["u8.ToArray();
    private static readonly byte[] Close = "]}"u8.ToArray();

    /// <summary>One element of <c>Records</c>, its members in Lambda's order.</summary>
    /// <param name="streamArn">As the mapping names it: DynamoDB Local's own ARNs are in a region of their own.</param>
    public static byte[] WriteRecord(Record record, string streamArn)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("eventID", record.EventID);
            json.WriteString("eventName", record.EventName.Value);
            json.WriteString("eventVersion", record.EventVersion);
            json.WriteString("eventSource", record.EventSource);
            json.WriteString("awsRegion", streamArn.Split(':')[3]);
            WriteChange(json, record.Dynamodb);
            json.WriteString("eventSourceARN", streamArn);
            if (record.UserIdentity is { } who)
            {
                json.WriteStartObject("userIdentity");
                json.WriteString("principalId", who.PrincipalId);
                json.WriteString("type", who.Type);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    /// <summary>The event of a batch.</summary>
    public static byte[] Join(IReadOnlyList<ReadOnlyMemory<byte>> records)
    {
        var length = Open.Length + Close.Length + Math.Max(0, records.Count - 1);
        foreach (var record in records) length += record.Length;
        var bytes = new byte[length];
        var at = 0;
        void Append(ReadOnlySpan<byte> part)
        {
            part.CopyTo(bytes.AsSpan(at));
            at += part.Length;
        }
        Append(Open);
        for (var i = 0; i < records.Count; i++)
        {
            if (i > 0) Append(","u8);
            Append(records[i].Span);
        }
        Append(Close);
        return bytes;
    }

    private static void WriteChange(Utf8JsonWriter json, StreamRecord change)
    {
        json.WriteStartObject("dynamodb");
        if (change.ApproximateCreationDateTime is { } at)
            json.WriteNumber("ApproximateCreationDateTime", new DateTimeOffset(at, TimeSpan.Zero).ToUnixTimeSeconds());
        WriteItem(json, "Keys", change.Keys);
        WriteItem(json, "NewImage", change.NewImage);
        WriteItem(json, "OldImage", change.OldImage);
        json.WriteString("SequenceNumber", change.SequenceNumber);
        if (change.SizeBytes is { } size) json.WriteNumber("SizeBytes", size);
        json.WriteString("StreamViewType", change.StreamViewType?.Value);
        json.WriteEndObject();
    }

    private static void WriteItem(Utf8JsonWriter json, string name, Dictionary<string, AttributeValue>? item)
    {
        if (item is null) return;
        json.WritePropertyName(name);
        WriteMap(json, item);
    }

    private static void WriteMap(Utf8JsonWriter json, Dictionary<string, AttributeValue> item)
    {
        json.WriteStartObject();
        foreach (var (attribute, value) in item)
        {
            json.WritePropertyName(attribute);
            WriteValue(json, value);
        }
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, AttributeValue value)
    {
        json.WriteStartObject();
        if (value.S is not null) json.WriteString("S", value.S);
        else if (value.N is not null) json.WriteString("N", value.N);
        else if (value.B is not null) json.WriteBase64String("B", value.B.ToArray());
        else if (value.BOOL is { } truth) json.WriteBoolean("BOOL", truth);
        else if (value.NULL is { } nothing) json.WriteBoolean("NULL", nothing);
        else if (value.M is not null) WriteItem(json, "M", value.M);
        else if (value.L is not null) WriteArray(json, "L", value.L, WriteValue);
        else if (value.SS is not null) WriteArray(json, "SS", value.SS, (j, s) => j.WriteStringValue(s));
        else if (value.NS is not null) WriteArray(json, "NS", value.NS, (j, n) => j.WriteStringValue(n));
        else if (value.BS is not null) WriteArray(json, "BS", value.BS, (j, b) => j.WriteBase64StringValue(b.ToArray()));
        json.WriteEndObject();
    }

    private static void WriteArray<T>(Utf8JsonWriter json, string name, List<T> values, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var value in values) write(json, value);
        json.WriteEndArray();
    }

    /// <summary>As the batch documents have it: ISO 8601, UTC, whole seconds.</summary>
    public static string Second(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
