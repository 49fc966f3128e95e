using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EventChat.Local.Streams;

/// <summary>Records that a mapping gave up on, as its failure destination hears of them.</summary>
/// <param name="Condition"><c>RetryAttemptsExhausted</c> or <c>RecordAgeExceeded</c>.</param>
/// <param name="Invocations">How often the function was given them.</param>
/// <param name="FunctionError">Null when the function answered, but named them as failed, or was never called.</param>
/// <param name="Payload">The event with the records themselves.</param>
public sealed record FailedBatch(
    string MappingUuid, string FunctionArn, string StreamArn, string ShardId, string RequestId, string Condition, int Invocations,
    string? FunctionError, DateTimeOffset At, string FirstSequence, string LastSequence, DateTimeOffset FirstArrived, DateTimeOffset LastArrived,
    int Count, ReadOnlyMemory<byte> Payload)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Lambda's document. A queue gets where the records are in the stream; a bucket gets the records too.</summary>
    public byte[] ToDocument(bool withPayload)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            WriteContexts(json);
            json.WriteString("version", "1.0");
            json.WriteString("timestamp", At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            WriteBatch(json);
            if (withPayload) json.WriteString("payload", Payload.Span);
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    private void WriteContexts(Utf8JsonWriter json)
    {
        json.WriteStartObject("requestContext");
        json.WriteString("requestId", RequestId);
        json.WriteString("functionArn", FunctionArn);
        json.WriteString("condition", Condition);
        json.WriteNumber("approximateInvokeCount", Invocations);
        json.WriteEndObject();
        if (Invocations == 0) return;
        json.WriteStartObject("responseContext");
        json.WriteNumber("statusCode", 200);
        json.WriteString("executedVersion", "$LATEST");
        json.WriteString("functionError", FunctionError);
        json.WriteEndObject();
    }

    private void WriteBatch(Utf8JsonWriter json)
    {
        json.WriteStartObject("DDBStreamBatchInfo");
        json.WriteString("shardId", ShardId);
        json.WriteString("startSequenceNumber", FirstSequence);
        json.WriteString("endSequenceNumber", LastSequence);
        json.WriteString("approximateArrivalOfFirstRecord", StreamEvent.Second(FirstArrived));
        json.WriteString("approximateArrivalOfLastRecord", StreamEvent.Second(LastArrived));
        json.WriteNumber("batchSize", Count);
        json.WriteString("streamArn", StreamArn);
        json.WriteEndObject();
    }
}
